package dev.rolecall.service;

import dev.rolecall.schemas.Topic;
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
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue and tells where a cluster differs from it. */
public final class TopicSetup {

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
    List<Topic<?>> missing = topics.stream().filter(t -> !existing.contains(t.name())).toList();
    try {
      admin
          .createTopics(
              missing.stream()
                  .map(t -> t.describe(layout.partitionsOf(t), layout.replication()))
                  .toList())
          .all()
          .get();
    } catch (ExecutionException e) {
      // Another instance that starts at the same time creates the same topics.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("topics could not be created", e.getCause());
      }
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

  private static List<String> differences(Topic<?> topic, short replication, Config actual) {
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

  private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not answer: " + e.getCause(), e.getCause());
    }
  }
}
