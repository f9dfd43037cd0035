package dev.rolecall.processor.access;

import dev.rolecall.processor.clock.BrokerClock;
import dev.rolecall.processor.streams.StreamsService;
import dev.rolecall.processor.streams.WorkedOff;
import dev.rolecall.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The application {@code access}: resolution and the guard, running. */
public final class AccessStage implements AutoCloseable {

  /** Names the consumer group, the internal topics and the transactions: it never changes. */
  public static final String APPLICATION = "rolecall-access";

  /** Nobody waits with a request for it; two of these lie between a person and its access. */
  private static final Duration RHYTHM = Duration.ofMillis(20);

  private final BrokerClock clock;
  private final Backlog backlog;
  private final StreamsService streams;

  private AccessStage(BrokerClock clock, Backlog backlog, StreamsService streams) {
    this.clock = clock;
    this.backlog = backlog;
    this.streams = streams;
  }

  /** Starts it; returns within seconds. The topics of the catalogue exist already. */
  public static AccessStage start(AccessConfig config) {
    BrokerClock clock = BrokerClock.start(config.kafka(), config.instance(), config.clock());
    WorkedOff clients = new WorkedOff();
    Backlog backlog =
        new Backlog(
            clients::worked,
            () -> clients.left(Topics.PEOPLE.name()::equals),
            () -> clients.left(StreamsService::isInternal));
    try {
      return new AccessStage(
          clock,
          backlog,
          StreamsService.start(
              APPLICATION,
              AccessTopology.build(config.tools(), clock, backlog, System::nanoTime),
              config.kafka().streams(APPLICATION, config.state(), config.instance(), RHYTHM),
              config.clock(),
              clients,
              failure -> {}));
    } catch (RuntimeException e) {
      clock.close();
      throw e;
    }
  }

  /** What is wrong; empty while people are resolved. */
  public Optional<String> problem() {
    return streams.problem();
  }

  /** How many records of people, policies and decisions wait to be resolved by this process. */
  public double lag() {
    return streams.lag(topic -> !StreamsService.isInternal(topic)) + backlog.waiting();
  }

  /** How much resolved access waits for this process' guard. */
  public double guardLag() {
    return streams.lag(StreamsService::isInternal);
  }

  /** Threads that died and were replaced in the last ten minutes. */
  public int replacedThreads() {
    return streams.replacedThreads();
  }

  /**
   * What keeps grants from ending and beginning by themselves; people are resolved all the same.
   */
  public Map<String, String> warnings() {
    return clock.warnings();
  }

  /** Ends within seconds; what was not finished is taken up by the next start. */
  @Override
  public void close() {
    streams.close();
    clock.close();
  }
}
