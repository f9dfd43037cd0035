package dev.rolecall.service.watch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many records of the log a consumer has not read yet, as its own metrics say. */
public final class ConsumerLag {

  private static final String LAG = "records-lag";
  private static final String GROUP = "consumer-fetch-manager-metrics";

  private ConsumerLag() {}

  /**
   * Adds up the partitions that the consumers own, as of their last fetch.
   *
   * @param metrics of consumers, or of all clients of a Kafka Streams application
   * @param topics which topics count
   */
  public static double of(Map<MetricName, ? extends Metric> metrics, Predicate<String> topics) {
    // Kafka 4.1 to 4.x say each twice, also with '_' for '.' (KIP-1109): the key makes them one.
    Map<String, Double> byPartition = new HashMap<>();
    metrics.forEach((name, metric) -> {
      String topic = dots(name.tags().getOrDefault("topic", ""));
      String partition = name.tags().getOrDefault("partition", "");
      // It is told of topics as a whole, too: without a partition.
      boolean counts =
          name.name().equals(LAG)
              && name.group().equals(GROUP)
              && !partition.isEmpty()
              && isOfWork(name.tags().getOrDefault("client-id", ""));
      if (counts && topics.test(topic)) {
        byPartition.merge(topic + "/" + partition, value(metric), Math::max);
      }
    });
    return byPartition.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Restoring a store is not lag of work. */
  private static boolean isOfWork(String client) {
    return !client.endsWith("-restore-consumer") && !client.endsWith("-global-consumer");
  }

  private static String dots(String topic) {
    return topic.replace('_', '.');
  }

  private static double value(Metric metric) {
    return metric.metricValue() instanceof Number number && !Double.isNaN(number.doubleValue())
        ? number.doubleValue()
        : 0;
  }
}
