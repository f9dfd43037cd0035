package dev.rolecall.console.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldSample;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.service.config.RolecallConfig.ReceiverConfig;
import dev.rolecall.service.config.RolecallConfig.ReceiverKind;
import dev.rolecall.service.config.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticesTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  static {
    // Avro makes our records only once a codec has vouched for them.
    Topics.HOLDS.values();
  }

  private record Received(String authorization, String body) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger answer = new AtomicInteger(200);
  private final AtomicInteger asked = new AtomicInteger();
  private final FedRecords records = new FedRecords();
  private HttpServer server;
  private Messenger messenger;
  private Thread thread;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          int status = answer.get();
          asked.incrementAndGet();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String authorization = exchange.getRequestHeaders().getFirst("Authorization");
          if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
          }
          if (status == 200) {
            received.add(new Received(String.valueOf(authorization), body));
          }
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    start(ReceiverKind.WEBHOOK);
  }

  private void start(ReceiverKind kind) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    Secret token = new Secret.Fixed("hush", "test");
    messenger =
        new Messenger(
            records,
            new Receiver(new ReceiverConfig(url, kind, Optional.of(token))),
            InstantSource.fixed(NOON),
            Duration.ofMillis(5));
    thread = Thread.ofPlatform().start(messenger);
  }

  @AfterEach
  void close() throws InterruptedException {
    stop();
    server.stop(0);
  }

  private void stop() throws InterruptedException {
    messenger.stop();
    thread.join();
  }

  @Test
  void whatIsHeldIsToldWithNumbersAndWithoutPeople() throws Exception {
    records.feed(hold().build());

    Received notice = next();

    assertThat(notice.authorization()).isEqualTo("Bearer hush");
    JsonNode json = notice.json();
    assertThat(json.path("event").asText()).isEqualTo("opened");
    assertThat(json.path("hold").asText()).isEqualTo("gitlab.3f9c2a1b");
    assertThat(json.path("trigger").asText()).isEqualTo("group_emptied");
    assertThat(json.path("people").asInt()).isEqualTo(143);
    assertThat(json.path("detail").asText()).contains("143 of 610");
    assertThat(json.path("expires").asText()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(json.path("command").asText()).isEqualTo("rolecall holds show gitlab.3f9c2a1b");
    assertThat(notice.body()).doesNotContain("ada");
    await().untilAsserted(() -> assertThat(records.done).hasValue(1));
  }

  @Test
  void aHoldThatGrowsIsToldOnceAndRemindersAndItsEndAre() throws Exception {
    records.feed(hold().build());
    records.feed(hold().setRevision(9).build());
    records.feed(hold().setReminders(1).build());
    records.feed(
        hold()
            .setState(HoldState.RELEASED)
            .setReminders(1)
            .setDecision(new HoldDecision(new Actor(ActorKind.OPERATOR, "alice"), "c", NOON))
            .build());

    assertThat(List.of(event(), event())).containsExactly("opened", "reminded");
    Received last = next();
    assertThat(last.json().path("event").asText()).isEqualTo("released");
    assertThat(last.json().path("decidedBy").asText()).isEqualTo("alice");
    assertThat(received).isEmpty();
  }

  @Test
  void whatOthersToldBeforeIsNotToldAgainButItsEndIs() throws Exception {
    records.told(hold().build());
    records.feed(hold().setState(HoldState.EXPIRED).build());

    assertThat(event()).isEqualTo("expired");
    assertThat(received).isEmpty();
  }

  @Test
  void aReceiverThatIsDownIsToldLaterAndNothingIsDoneBefore() throws Exception {
    answer.set(500);
    records.feed(hold().build());

    await()
        .untilAsserted(() ->
            assertThat(messenger.warning())
                .contains("takes no notices since " + NOON + ": it answers with status 500"));
    assertThat(records.done).hasValue(0);
    answer.set(200);

    assertThat(event()).isEqualTo("opened");
    await().untilAsserted(() -> assertThat(messenger.warning()).isEmpty());
    await().untilAsserted(() -> assertThat(records.done).hasValue(1));
  }

  @Test
  void noRedirectIsFollowed() throws Exception {
    answer.set(302);
    records.feed(hold().build());

    await()
        .untilAsserted(() ->
            assertThat(messenger.warning())
                .hasValueSatisfying(why -> assertThat(why).endsWith("it answers with status 302")));
    assertThat(received).isEmpty();
  }

  @Test
  void slackGetsASentenceThatCallsNobody() throws Exception {
    stop();
    records.feed(hold().setDetail("the group '<!channel>' was emptied").build());
    start(ReceiverKind.SLACK);

    String text = next().json().path("text").asText();

    assertThat(text)
        .startsWith("Held (gitlab.3f9c2a1b, gitlab): the group '&lt;!channel&gt;' was emptied.")
        .contains("Rejected by itself at 2026-11-23T12:00:00Z", "rolecall holds show gitlab.3f9c");
  }

  private String event() throws InterruptedException {
    return next().json().path("event").asText();
  }

  private Received next() throws InterruptedException {
    Received next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a notice").isNotNull();
    return next;
  }

  private static Hold.Builder hold() {
    Cause cause =
        new Cause(
            Trigger.SCIM,
            "command-1",
            "PUT /scim/v2/Groups/g-1",
            "correlation-1",
            new Actor(ActorKind.IDP, "okta"),
            NOON,
            NOON);
    return Hold.newBuilder()
        .setId("gitlab.3f9c2a1b")
        .setTrigger(HoldTrigger.GROUP_EMPTIED)
        .setState(HoldState.OPEN)
        .setTool("gitlab")
        .setDirectory("acme")
        .setCause(cause)
        .setOpenedAt(NOON)
        .setExpires(NOON.plus(Duration.ofDays(3)))
        .setRevision(7)
        .setPeople(143)
        .setCells(143)
        .setTotal(610)
        .setDetail("would revoke 143 of 610 roles in gitlab")
        .setRemedy("put the members back, or release it")
        .setSamples(
            List.of(new HeldSample("acme", "ada", new HeldCell("pay", "owner", null, true))));
  }

  /** Records that the test hands over. */
  private static final class FedRecords implements HoldRecords {
    private final BlockingQueue<Read> fed = new LinkedBlockingQueue<>();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    void feed(Hold hold) {
      fed.add(new Read(hold, false));
    }

    void told(Hold hold) {
      fed.add(new Read(hold, true));
    }

    @Override
    public List<Read> next(Duration longest) {
      try {
        Read next = fed.poll(5, TimeUnit.MILLISECONDS);
        if (next == null) {
          return List.of();
        }
        read.incrementAndGet();
        return List.of(next);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return List.of();
      }
    }

    @Override
    public void stay(Duration time) {
      Thread.onSpinWait();
    }

    @Override
    public void done() {
      done.set(read.get());
    }

    @Override
    public void wakeUp() {}

    @Override
    public void close() {}
  }
}
