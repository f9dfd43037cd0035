package dev.rolecall.service.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

  private final Map<MetricName, Metric> metrics = new LinkedHashMap<>();

  @Test
  void partitionsAreAddedUpOnceEach() {
    lag("worker", "rolecall.people", "0", 3.0);
    lag("worker", "rolecall_people", "0", 3.0);
    lag("worker", "rolecall.people", "1", 4.0);

    assertThat(ConsumerLag.of(metrics, topic -> true)).isEqualTo(7);
  }

  @Test
  void onlyTheTopicsThatAreAskedForCount() {
    lag("worker", "rolecall.people", "0", 3.0);
    lag("worker", "access-guard-repartition", "0", 5.0);

    assertThat(ConsumerLag.of(metrics, "rolecall.people"::equals)).isEqualTo(3);
    assertThat(ConsumerLag.of(metrics, topic -> topic.endsWith("-repartition"))).isEqualTo(5);
  }

  @Test
  void restoringAStoreIsNoLag() {
    lag("worker-restore-consumer", "rolecall.people", "0", 9.0);

    assertThat(ConsumerLag.of(metrics, topic -> true)).isZero();
  }

  @Test
  void whatIsNotKnownYetIsNoLag() {
    lag("worker", "rolecall.people", "0", Double.NaN);

    assertThat(ConsumerLag.of(metrics, topic -> true)).isZero();
  }

  private void lag(String client, String topic, String partition, double records) {
    MetricName name =
        new MetricName(
            "records-lag",
            "consumer-fetch-manager-metrics",
            "",
            Map.of("client-id", client, "topic", topic, "partition", partition));
    metrics.put(
        name,
        new Metric() {
          @Override
          public MetricName metricName() {
            return name;
          }

          @Override
          public Object metricValue() {
            return records;
          }
        });
  }
}
