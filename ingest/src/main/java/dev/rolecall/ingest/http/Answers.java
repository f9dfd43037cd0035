package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.views.log.ViewBehindException;
import dev.rolecall.views.log.ViewBusyException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to a request, whatever happens: expected errors, bugs, and how long it took. */
final class Answers {

  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** A metric must not have as many values as a client can think of. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** Fine around what we promise, up to the longest wait for an outcome. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  private final Endpoints endpoints;
  private final MeterRegistry metrics;
  private final Timer reads;
  private final Timer others;

  Answers(Endpoints endpoints, MeterRegistry metrics) {
    this.endpoints = endpoints;
    this.metrics = metrics;
    this.reads = answers("read");
    this.others = answers("other");
  }

  /**
   * All directories together: with a histogram of each kind of request there would be thousands.
   */
  private Timer answers(String kind) {
    return Timer.builder("rolecall.scim.answers")
        .description("SCIM requests from body to answer; read: GET and HEAD")
        .tag("kind", kind)
        .serviceLevelObjectives(BUCKETS)
        .register(metrics);
  }

  /** Never fails. Blocks its caller, which is a virtual thread. */
  Reply to(Call call) {
    Timer.Sample sample = Timer.start(metrics);
    Reply reply = reply(call);
    long took = sample.stop(timer(call, reply));
    (call.method().equals("GET") || call.method().equals("HEAD") ? reads : others)
        .record(took, TimeUnit.NANOSECONDS);
    return call.method().equals("HEAD") ? reply.withoutBody() : reply;
  }

  private Reply reply(Call call) {
    try {
      return endpoints.answer(call, this::to);
    } catch (ScimException e) {
      return Reply.error(e.error());
    } catch (ViewBehindException e) {
      return Reply.error(ScimError.unavailable("The newest state cannot be read now."));
    } catch (ViewBusyException e) {
      return Reply.busy(ScimError.unavailable("Too busy: " + e.getMessage() + "."), Reply.A_MOMENT);
    } catch (RuntimeException e) {
      // The edge: a bug is told to the log, and the client learns only where to look for it.
      LOG.atError()
          .setCause(e)
          .addKeyValue("directory", call.directory())
          .addKeyValue("correlation", call.correlation())
          .log("A request failed");
      return Reply.error(ScimError.internal());
    }
  }

  private Timer timer(Call call, Reply reply) {
    return Timer.builder("rolecall.scim.requests")
        .description("SCIM requests, and operations of bulk requests, from body to answer")
        .tag("directory", call.directory())
        .tag("method", METHODS.contains(call.method()) ? call.method() : "other")
        .tag("endpoint", call.target().label())
        .tag("status", Integer.toString(reply.status()))
        .register(metrics);
  }
}
