package dev.rolecall.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  private static final Duration RHYTHM = Duration.ofMillis(5);

  private static final KafkaSettings SETTINGS =
      new KafkaSettings(Map.of("bootstrap.servers", "kafka:9092", "security.protocol", "SSL"));

  @Test
  void everySettingIsWrittenDownWithItsReason() throws IOException {
    List<String> actual = new ArrayList<>();
    render(actual, "producer", SETTINGS.producer("name"));
    render(actual, "transactional", SETTINGS.transactionalProducer("name", "transaction"));
    render(actual, "consumer", SETTINGS.consumer("name"));
    render(actual, "group", SETTINGS.groupConsumer("name", "group"));
    render(actual, "admin", SETTINGS.admin("name"));
    render(actual, "streams", SETTINGS.streams("name", Path.of("state"), "instance", RHYTHM));

    List<String> golden = golden();

    assertThat(golden).allSatisfy(line -> assertThat(line).matches("\\S+ \\S+ = \\S+ {2}# .+"));
    assertThat(actual)
        .containsExactlyElementsOf(
            golden.stream().map(line -> line.substring(0, line.indexOf("  #"))).toList());
  }

  @Test
  void kafkaUnderstandsThem() {
    Map<String, Object> producer = new HashMap<>(SETTINGS.transactionalProducer("name", "t"));
    producer.put("key.serializer", ByteArraySerializer.class);
    producer.put("value.serializer", ByteArraySerializer.class);
    Map<String, Object> consumer = new HashMap<>(SETTINGS.groupConsumer("name", "g"));
    consumer.put("key.deserializer", ByteArrayDeserializer.class);
    consumer.put("value.deserializer", ByteArrayDeserializer.class);

    assertThatCode(() -> new ProducerConfig(producer)).doesNotThrowAnyException();
    assertThatCode(() -> new ConsumerConfig(consumer)).doesNotThrowAnyException();
    assertThatCode(() -> new AdminClientConfig(SETTINGS.admin("name"))).doesNotThrowAnyException();
  }

  @Test
  void anOperatorCannotWeakenWhatAGuaranteeHangsOn() {
    KafkaSettings weakened =
        new KafkaSettings(
            Map.of(
                "bootstrap.servers", "kafka:9092",
                "acks", "1",
                "isolation.level", "read_uncommitted",
                "processing.guarantee", "at_least_once"));

    assertThat(weakened.producer("name")).containsEntry("acks", "all");
    assertThat(weakened.consumer("name")).containsEntry("isolation.level", "read_committed");
    assertThat(weakened.streams("name", Path.of("state"), "i", RHYTHM))
        .containsEntry("processing.guarantee", "exactly_once_v2");
  }

  @Test
  void passwordsAreNeverShown() {
    KafkaSettings secured =
        new KafkaSettings(
            Map.of("bootstrap.servers", "kafka:9092", "ssl.key.password", "open sesame"));

    assertThat(secured).asString().contains("ssl.key.password").doesNotContain("open sesame");
  }

  @Test
  void withoutAnAddressThereAreNoSettings() {
    assertThatThrownBy(() -> new KafkaSettings(Map.of("acks", "all")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bootstrap.servers");
  }

  private static void render(List<String> lines, String client, Map<String, Object> settings) {
    new TreeMap<>(settings).forEach((key, value) -> lines.add(client + " " + key + " = " + value));
  }

  private static List<String> golden() throws IOException {
    try (InputStream file =
        KafkaSettingsTest.class.getResourceAsStream("/golden/kafka-settings.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }
}
