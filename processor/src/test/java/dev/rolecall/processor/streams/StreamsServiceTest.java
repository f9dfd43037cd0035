package dev.rolecall.processor.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class StreamsServiceTest {

  /** Nobody listens there. */
  private static final KafkaSettings NOWHERE =
      new KafkaSettings(Map.of("bootstrap.servers", "127.0.0.1:1"));

  @TempDir Path state;

  @Test
  @Timeout(60)
  void withoutABrokerItIsNotReadyAndStillClosesInTime() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("rolecall.people").foreach((key, value) -> {});
    long before;
    StreamsService stopped;
    try (StreamsService service =
        StreamsService.start(
            "rolecall-test",
            builder.build(),
            NOWHERE.streams("rolecall-test", state, "instance", Duration.ofMillis(5)),
            InstantSource.system())) {
      stopped = service;
      assertThat(service.problem())
          .hasValueSatisfying(problem -> assertThat(problem).contains("rolecall-test is"));
      assertThat(service.store("anything")).isEmpty();
      before = System.nanoTime();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    assertThat(stopped.store("anything")).isEmpty();
  }
}
