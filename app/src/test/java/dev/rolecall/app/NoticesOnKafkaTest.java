package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.rolecall.console.notices.Notices;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.config.RolecallConfig.ReceiverConfig;
import dev.rolecall.service.config.RolecallConfig.ReceiverKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticesOnKafkaTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir private Path folder = Path.of("");
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

  @Test
  void ofSeveralConsolesOneTellsAndWhatWasToldIsNotToldAfterARestart() throws Exception {
    HttpServer server = listening();
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
      KafkaSettings kafka = broker.settings();
      try (Admin admin = Admin.create(kafka.admin("test"))) {
        TopicSetup.create(admin, List.of(Topics.HOLDS), TopicSetup.Layout.ALL_IN_ONE);
      }
      List<ReceiverConfig> receivers =
          List.of(
              new ReceiverConfig(
                  URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                  ReceiverKind.WEBHOOK,
                  Optional.empty()));
      try (KafkaProducer<String, HoldEntry> holds =
          new KafkaProducer<>(
              kafka.producer("test"), new StringSerializer(), Topics.HOLDS.values().serializer())) {
        send(holds, "gitlab.0", HoldState.RELEASED);
        send(holds, "gitlab.1", HoldState.OPEN);
        try (Notices one = Notices.start(kafka, receivers, InstantSource.fixed(NOON))) {
          assertThat(next()).contains("\"event\":\"opened\"", "gitlab.1");
          try (Notices other = Notices.start(kafka, receivers, InstantSource.fixed(NOON))) {
            send(holds, "gitlab.2", HoldState.OPEN);
            assertThat(next()).contains("\"event\":\"opened\"", "gitlab.2");
            assertThat(one.warnings()).isEmpty();
            assertThat(other.warnings()).isEmpty();
          }
        }
        send(holds, "gitlab.2", HoldState.EXPIRED);
        try (Notices again = Notices.start(kafka, receivers, InstantSource.fixed(NOON))) {
          assertThat(next()).contains("\"event\":\"expired\"", "gitlab.2");
          assertThat(again.warnings()).isEmpty();
        }
        assertThat(received).isEmpty();
      }
    } finally {
      server.stop(0);
    }
  }

  private HttpServer listening() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private String next() throws InterruptedException {
    String next = received.poll(60, TimeUnit.SECONDS);
    assertThat(next).as("a notice").isNotNull();
    return next;
  }

  private static void send(KafkaProducer<String, HoldEntry> holds, String id, HoldState state)
      throws Exception {
    Cause cause =
        new Cause(
            Trigger.SCIM,
            "c-1",
            "PUT /Groups/g",
            "r-1",
            new Actor(ActorKind.IDP, "okta"),
            NOON,
            NOON);
    Hold hold =
        Hold.newBuilder()
            .setId(id)
            .setTrigger(HoldTrigger.GROUP_EMPTIED)
            .setState(state)
            .setTool("gitlab")
            .setCause(cause)
            .setOpenedAt(NOON)
            .setRevision(1)
            .setPeople(1)
            .setCells(1)
            .setTotal(1)
            .setDetail("would revoke 1 of 1 roles in gitlab")
            .setRemedy("look")
            .build();
    holds.send(new ProducerRecord<>(Topics.HOLDS.name(), id, new HoldEntry(hold))).get();
  }
}
