package dev.rolecall.service;

import dev.rolecall.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue and tells where a cluster differs from it. */
public final class TopicSetup {

  /** Ten seconds: brokers need some milliseconds. */
  private static final int MOST_LOOKS = 100;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private TopicSetup() {}

  /** How topics are laid out on one cluster. */
  public record Layout(int mostPartitions, short replication) {
    /** One broker in one process: fewer partitions cost less and start faster. */
    public static final Layout ALL_IN_ONE = new Layout(2, (short) 1);

    public static final Layout PRODUCTION = new Layout(Integer.MAX_VALUE, (short) 3);

    int partitionsOf(Topic<?> topic) {
      return Math.min(topic.partitions(), mostPartitions);
    }
  }

  /** Creates what is missing; an existing topic stays as it is. */
  public static void create(Admin admin, Collection<Topic<?>> topics, Layout layout)
      throws InterruptedException {
    Set<String> existing = get(admin.listTopics().names());
    List<NewTopic> missing =
        topics.stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(topic -> topic.describe(layout.partitionsOf(topic), layout.replication()))
            .toList();
    for (var created : admin.createTopics(missing).values().entrySet()) {
      created(created.getKey(), created.getValue());
    }
    awaitVisible(admin, missing.stream().map(NewTopic::name).toList());
  }

  private static void created(String name, KafkaFuture<Void> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      // Another instance that starts at the same time creates the same topics.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(
            "the topic " + name + " could not be created", e.getCause());
      }
    }
  }

  /** The controller has created them; brokers learn of it a little later, and answer then. */
  private static void awaitVisible(Admin admin, List<String> names) throws InterruptedException {
    for (int look = 0; !get(admin.listTopics().names()).containsAll(names); look++) {
      if (look == MOST_LOOKS) {
        throw new IllegalStateException("Kafka has created topics and does not show them");
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  /**
   * Every way in which the cluster differs from the catalogue, for people; empty when it does not.
   */
  public static List<String> differences(Admin admin, Collection<Topic<?>> topics)
      throws InterruptedException {
    Set<String> existing = get(admin.listTopics().names());
    List<String> differences = new ArrayList<>();
    List<Topic<?>> present = new ArrayList<>();
    for (Topic<?> topic : topics) {
      if (existing.contains(topic.name())) {
        present.add(topic);
      } else {
        differences.add(topic.name() + " is missing: run 'rolecall topics create'");
      }
    }
    Map<String, TopicDescription> descriptions =
        get(admin.describeTopics(present.stream().map(Topic::name).toList()).allTopicNames());
    Map<ConfigResource, Config> configs =
        get(admin.describeConfigs(present.stream().map(TopicSetup::resource).toList()).all());
    for (Topic<?> topic : present) {
      TopicDescription described = descriptions.get(topic.name());
      short replication =
          described == null ? 1 : (short) described.partitions().get(0).replicas().size();
      Config actual = configs.get(resource(topic));
      if (actual != null) {
        differences.addAll(differences(topic, replication, actual));
      }
    }
    return differences;
  }

  static List<String> differences(Topic<?> topic, short replication, Config actual) {
    return new TreeMap<>(topic.settings(replication))
        .entrySet().stream()
            .filter(wanted -> !wanted.getValue().equals(valueOf(actual, wanted.getKey())))
            .map(wanted ->
                "%s has %s=%s, not %s"
                    .formatted(
                        topic.name(),
                        wanted.getKey(),
                        valueOf(actual, wanted.getKey()),
                        wanted.getValue()))
            .collect(Collectors.toList());
  }

  /** Partition counts of topics that exist. */
  public static Map<String, Integer> partitions(Admin admin, Collection<Topic<?>> topics)
      throws InterruptedException {
    Map<String, Integer> counts = new TreeMap<>();
    get(admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames())
        .forEach((name, description) -> counts.put(name, description.partitions().size()));
    return counts;
  }

  private static String valueOf(Config config, String name) {
    var entry = config.get(name);
    return entry == null || entry.value() == null ? "nothing" : entry.value();
  }

  private static ConfigResource resource(Topic<?> topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
  }

  private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not answer: " + e.getCause(), e.getCause());
    }
  }
}
