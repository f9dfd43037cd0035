package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.exchange.Answer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real sockets, short limits. */
class OverloadTest {

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int MUCH = 64 * 1024 * 1024;
  private static final String AUTHORISED =
      " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + RunningIngest.TOKEN + "\r\n";

  @Test
  void aBodyThatDoesNotComeEndsWithItsConnectionAndFreesItsPlace() throws Exception {
    try (RunningIngest ingest = started(new Bounds(10, 1, MUCH, LONG, LONG, SHORT))) {
      try (RawConnection slow = new RawConnection(ingest.service.port())) {
        slow.send(
            "POST /scim/v2/Users" + AUTHORISED + "Content-Length: 1000\r\n\r\n{\"userName\":");
        RawConnection.Answer answer = slow.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.text()).contains("took too long");
      }
      // There is one place only.
      assertThat(ingest.scim("GET", "/Users", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatLeavesInTheMiddleOfItsBodyFreesItsPlace() throws Exception {
    try (RunningIngest ingest = started(new Bounds(10, 1, MUCH, LONG, LONG, SHORT))) {
      try (RawConnection gone = new RawConnection(ingest.service.port())) {
        gone.send("POST /scim/v2/Users" + AUTHORISED + "Content-Length: 1000\r\n\r\n{");
      }
      HttpResponse<String> response = ingest.scim("GET", "/Users", "");
      for (int i = 0; i < 100 && response.statusCode() == 503; i++) {
        response = ingest.scim("GET", "/Users", "");
      }
      assertThat(response.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoNeverFinishesItsHeadersIsCutOff() throws Exception {
    try (RunningIngest ingest = started(new Bounds(10, 10, MUCH, SHORT, LONG, LONG))) {
      try (RawConnection slow = new RawConnection(ingest.service.port())) {
        slow.send("GET /scim/v2/Users HTTP/1.1\r\nHost: loc");
        assertThat(slow.answer().status()).isZero();
      }
    }
  }

  @Test
  void aConnectionThatStaysSilentAfterAnAnswerIsClosed() throws Exception {
    try (RunningIngest ingest = started(new Bounds(10, 10, MUCH, LONG, SHORT, LONG))) {
      try (RawConnection quiet = new RawConnection(ingest.service.port())) {
        quiet.send("GET /scim/v2/Users" + AUTHORISED + "\r\n");
        assertThat(quiet.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void aRequestMayTakeLongerThanTheSilenceOfAConnection() throws Exception {
    try (RunningIngest ingest = started(new Bounds(10, 10, MUCH, SHORT, SHORT, LONG))) {
      ingest.acme.instead.add(question ->
          CompletableFuture.supplyAsync(
              () -> ingest.acme.decide(question),
              CompletableFuture.delayedExecutor(
                  SHORT.multipliedBy(3).toMillis(), TimeUnit.MILLISECONDS)));
      assertThat(ingest.scim("POST", "/Users", "{\"userName\":\"a\"}").statusCode()).isEqualTo(201);
    }
  }

  @Test
  void oneConnectionTooManyIsClosedAndThereIsRoomAgainLater() throws Exception {
    try (RunningIngest ingest = started(new Bounds(1, 10, MUCH, LONG, LONG, LONG))) {
      try (RawConnection first = new RawConnection(ingest.service.port())) {
        first.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
        try (RawConnection second = new RawConnection(ingest.service.port())) {
          assertThat(second.answer().status()).isZero();
        }
      }
      RawConnection.Answer later = new RawConnection.Answer(0, "");
      for (int i = 0; i < 100 && later.status() == 0; i++) {
        try (RawConnection third = new RawConnection(ingest.service.port())) {
          later = third.request("GET /scim/v2/Users", "");
        }
      }
      assertThat(later.status()).isEqualTo(200);
    }
  }

  @Test
  void aRequestTooManyIsToldToComeBackSoon() throws Exception {
    try (RunningIngest ingest = started(new Bounds(10, 1, MUCH, LONG, LONG, LONG))) {
      CountDownLatch asked = new CountDownLatch(1);
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      ingest.acme.instead.add(question -> {
        asked.countDown();
        return answer;
      });
      CompletableFuture<Integer> running =
          CompletableFuture.supplyAsync(() -> {
            try {
              return ingest.scim("POST", "/Users", "{\"userName\":\"a\"}").statusCode();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      asked.await();
      HttpResponse<String> refused = ingest.scim("GET", "/Users", "");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(header(refused, "Retry-After")).isEqualTo("1");
      answer.complete(new Answer.NotSent("test"));
      assertThat(running.join()).isEqualTo(503);
    }
  }

  @Test
  void bodiesThatWouldNotFitTogetherAreToldToComeBackSoon() throws Exception {
    int room = 8 * 1024;
    try (RunningIngest ingest = started(new Bounds(10, 10, room, LONG, LONG, LONG));
        RawConnection held = new RawConnection(ingest.service.port())) {
      held.send("POST /scim/v2/Users" + AUTHORISED + "Content-Length: " + room + "\r\n\r\n{");
      // What is held counts as soon as its head was read, by another event loop.
      Instant patience = Instant.now().plus(LONG);
      HttpResponse<String> response = ingest.scim("POST", "/Users", "{\"userName\":\"bo\"}");
      for (int i = 0; response.statusCode() != 503 && Instant.now().isBefore(patience); i++) {
        response = ingest.scim("POST", "/Users", "{\"userName\":\"bo" + i + "\"}");
      }
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(header(response, "Retry-After")).isEqualTo("1");
      // What has no body needs no room.
      assertThat(ingest.scim("GET", "/Users", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void hugeHeadersAndAddressesAreRefusedWithoutALogin() throws Exception {
    try (RunningIngest ingest = started(Bounds.USUAL)) {
      try (RawConnection raw = new RawConnection(ingest.service.port())) {
        raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        assertThat(raw.answer().status()).isEqualTo(431);
      }
      try (RawConnection raw = new RawConnection(ingest.service.port())) {
        raw.send("GET /scim/v2/Users?filter=" + "x".repeat(40_000) + AUTHORISED + "\r\n");
        RawConnection.Answer answer = raw.answer();
        assertThat(answer.status()).isEqualTo(414);
        assertThat(answer.text()).contains("/.search");
      }
      assertThat(ingest.send("GET", "/scim/v2/%41", Map.of(), "").statusCode()).isEqualTo(401);
    }
  }

  private static RunningIngest started(Bounds bounds) throws Exception {
    return new RunningIngest(
        RunningIngest.DIRECT, Profile.AUTO, bounds, InstantSource.fixed(MemoryDirectory.START));
  }
}
