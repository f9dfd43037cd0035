package dev.rolecall.service;

import dev.rolecall.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From which Kafka the state in a folder was made. Kafka Streams takes what it finds in its folder
 * for the truth as long as Kafka holds no more than that: beside another cluster, topics that were
 * made anew, or a Kafka that was set back to a backup, it would go on from people and groups that
 * nobody else knows. So this is looked at before it starts.
 *
 * <p>A process that is killed leaves a state that Kafka Streams builds again by itself; only one
 * that ended well has to be compared.
 */
public final class StateOrigin implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateOrigin.class);

  private static final String FILE = "made-from";
  private static final String CLUSTER = "cluster";
  private static final String TOPIC = "topic";
  private static final String END = "end";

  private final Path state;
  private final KafkaSettings kafka;
  private final Found found;

  private StateOrigin(Path state, KafkaSettings kafka, Found found) {
    this.state = state;
    this.kafka = kafka;
    this.found = found;
  }

  /**
   * A Kafka as it shows itself.
   *
   * @param cluster id of the cluster
   * @param topic id of the topic of commands; one that is made again has another
   * @param end how many commands there ever were: it never shrinks
   */
  private record Found(String cluster, String topic, long end) {}

  /**
   * Asks Kafka who it is. Its topics must exist.
   *
   * @param state folder of the state; need not exist yet
   */
  public static StateOrigin of(Path state, KafkaSettings kafka) throws InterruptedException {
    try (Admin admin = Admin.create(kafka.admin("state-origin"))) {
      return new StateOrigin(state, kafka, found(admin));
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not answer: " + e.getCause(), e.getCause());
    }
  }

  private static Found found(Admin admin) throws ExecutionException, InterruptedException {
    String name = Topics.COMMANDS.name();
    String cluster = admin.describeCluster().clusterId().get();
    TopicDescription topic =
        Objects.requireNonNull(admin.describeTopics(List.of(name)).topicNameValues().get(name))
            .get();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    topic
        .partitions()
        .forEach(each -> ends.put(new TopicPartition(name, each.partition()), OffsetSpec.latest()));
    long end =
        admin.listOffsets(ends).all().get().values().stream()
            .mapToLong(each -> each.offset())
            .sum();
    return new Found(cluster, topic.topicId().toString(), end);
  }

  /** Why the state in the folder must not be used with this Kafka, and what to do. */
  public Optional<String> problem() {
    Path file = state.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties kept = read(file);
    return difference(kept)
        .map(why ->
            "the state in %s does not belong to this Kafka: %s.\n  If kafka.bootstrap.servers or --data is wrong, correct it.\n  If Kafka was restored or made anew: mv %s %s.old, and start again; it is built from what Kafka has (docs/runbooks.md)"
                .formatted(state, why, state, state));
  }

  private Optional<String> difference(Properties kept) {
    if (!found.cluster.equals(kept.getProperty(CLUSTER))) {
      return Optional.of(
          "it was made from the cluster "
              + kept.getProperty(CLUSTER)
              + ", and this is "
              + found.cluster);
    }
    if (!found.topic.equals(kept.getProperty(TOPIC))) {
      return Optional.of("its topics have been deleted and made again since");
    }
    long end = Long.parseLong(kept.getProperty(END, "0"));
    return end > found.end
        ? Optional.of(
            "Kafka has gone back: there were " + end + " commands, and there are " + found.end)
        : Optional.empty();
  }

  /** From now on the state in the folder is that of this Kafka. */
  public void keep() {
    write(found);
  }

  /** To be called when everything that uses the state has been closed. */
  @Override
  public void close() {
    try (Admin admin = Admin.create(kafka.admin("state-origin"))) {
      write(found(admin));
    } catch (ExecutionException e) {
      // Kafka is gone before us; the next start compares with what was true when we started.
      LOG.atWarn()
          .addKeyValue("outcome", String.valueOf(e.getCause()))
          .log("How far the state has come could not be kept");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Found now) {
    Properties kept = new Properties();
    kept.setProperty(CLUSTER, now.cluster);
    kept.setProperty(TOPIC, now.topic);
    kept.setProperty(END, Long.toString(now.end));
    Path fresh = state.resolve(FILE + ".new");
    try {
      Files.createDirectories(state);
      try (var out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
        kept.store(out, null);
      }
      Files.move(fresh, state.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder " + state + " cannot be written", e);
    }
  }

  private static Properties read(Path file) {
    Properties kept = new Properties();
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      kept.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return kept;
  }
}
