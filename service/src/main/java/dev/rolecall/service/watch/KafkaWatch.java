package dev.rolecall.service.watch;

import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;

/**
 * Whether Kafka can be reached from this process. Clients wait in silence for brokers that are
 * gone; this asks every two seconds, so that readiness can tell.
 */
public final class KafkaWatch implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(2);

  /** Longer than the pause of a broker under load; then nothing else gets an answer either. */
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(3);

  private final Admin admin;
  private final String servers;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("kafka-watch").factory());

  // Whoever starts this has just spoken to Kafka.
  private volatile Optional<String> problem = Optional.empty();

  private KafkaWatch(KafkaSettings kafka) {
    this.servers =
        kafka.connection().getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
    this.admin = Admin.create(kafka.admin("watch"));
  }

  /** Starts to ask; to be closed before the broker of the same process. */
  public static KafkaWatch start(KafkaSettings kafka) {
    KafkaWatch watch = new KafkaWatch(kafka);
    var unused =
        watch.thread.scheduleWithFixedDelay(
            watch::look, BETWEEN.toMillis(), BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    return watch;
  }

  /** What keeps this process from Kafka; empty when a broker answered the last time. */
  public Optional<String> problem() {
    return problem;
  }

  private void look() {
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs((int) LONGEST_ANSWER.toMillis()))
          .clusterId()
          .get();
      problem = Optional.empty();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      problem = Optional.of(text(e.getCause() == null ? e : e.getCause()));
    } catch (KafkaException e) {
      problem = Optional.of(text(e));
    }
  }

  private String text(Throwable failure) {
    return "no broker of "
        + servers
        + " answers ("
        + failure.getClass().getSimpleName()
        + "); it goes on by itself when one does";
  }

  @Override
  public void close() {
    thread.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
