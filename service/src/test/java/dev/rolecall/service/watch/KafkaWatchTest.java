package dev.rolecall.service.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rolecall.service.KafkaSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaWatchTest {

  @Test
  void aBrokerThatDoesNotAnswerIsToldWithItsAddress() throws IOException {
    String nobody = "127.0.0.1:" + closedPort();
    KafkaSettings kafka = new KafkaSettings(Map.of("bootstrap.servers", nobody));

    try (KafkaWatch watch = KafkaWatch.start(kafka)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> watch.problem().isPresent());

      assertThat(watch.problem().orElseThrow()).contains("no broker of " + nobody, "by itself");
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
