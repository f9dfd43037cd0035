package dev.rolecall.ingest.door;

import static dev.rolecall.ingest.door.AuthorisationServer.claims;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.ingest.door.IssuerKeys.UnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IssuerKeysTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration PAUSE = KeyReading.SHORTEST_PAUSE;
  private static final RSAKey OLD = rsa("old");
  private static final RSAKey NEW = rsa("new");

  @TempDir Path folder;

  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient http = HttpClient.newHttpClient();
  private AuthorisationServer server;
  private IssuerKeys keys;

  @BeforeEach
  void start() throws Exception {
    server = new AuthorisationServer();
    server.publishes(OLD);
    keys = keysAt(server.keys());
  }

  @AfterEach
  void stop() {
    keys.close();
    server.close();
    http.close();
    background.close();
  }

  @Test
  void keysAreReadOnceForManyTokens() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(keys.verify(signedBy(OLD), NOON.plusSeconds(i))).isTrue();
    }

    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsFoundByItsFirstToken() throws Exception {
    keys.verify(signedBy(OLD), NOON);
    server.publishes(OLD, NEW);

    assertThat(keys.verify(signedBy(NEW), NOON.plus(PAUSE))).isTrue();
    assertThat(keys.verify(signedBy(OLD), NOON.plus(PAUSE))).isTrue();
    assertThat(server.asked()).isEqualTo(2);
  }

  @Test
  void inventedKeyIdsAskTheIssuerOnceInAPause() throws Exception {
    keys.verify(signedBy(OLD), NOON);
    for (int i = 0; i < 60; i++) {
      RSAKey invented = new RSAKey.Builder(NEW).keyID("invented-" + i).build();
      assertThat(keys.verify(signedBy(invented), NOON.plusSeconds(i))).isFalse();
    }

    assertThat(server.asked()).isEqualTo(2);
    assertThat(keys.verify(signedBy(OLD), NOON.plusSeconds(60))).isTrue();
  }

  @Test
  void aKeyThatWasTakenBackIsRefusedMinutesLater() throws Exception {
    keys.verify(signedBy(OLD), NOON);
    server.publishes(NEW);

    assertThat(keys.verify(signedBy(OLD), NOON.plus(IssuerKeys.KEPT))).isFalse();
  }

  @Test
  void whileTheIssuerIsDownItsOldKeysStayAndThenNoLonger() throws Exception {
    keys.verify(signedBy(OLD), NOON);
    server.answersWith(503);

    Duration step = Duration.ofMinutes(7);
    for (Duration past = step;
        past.compareTo(IssuerKeys.LONGEST_OUTAGE) < 0;
        past = past.plus(step)) {
      assertThat(keys.verify(signedBy(OLD), NOON.plus(past))).isTrue();
      assertThat(keys.problem().orElseThrow()).contains("status 503");
    }
    Instant tooLate = NOON.plus(IssuerKeys.LONGEST_OUTAGE).plus(IssuerKeys.KEPT);
    assertThatThrownBy(() -> keys.verify(signedBy(OLD), tooLate))
        .isInstanceOf(UnavailableException.class);

    server.answersWith(200);
    assertThat(keys.verify(signedBy(OLD), tooLate.plus(PAUSE))).isTrue();
    assertThat(keys.problem()).isEmpty();
  }

  @Test
  void keysThatWereNeverReadAreUnavailableAndAskedForOnceInAPause() {
    server.answersWith(500);

    for (int i = 0; i < 10; i++) {
      Instant at = NOON.plusSeconds(i);
      assertThatThrownBy(() -> keys.verify(signedBy(OLD), at))
          .isInstanceOf(UnavailableException.class);
    }
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void whatIsTooLargeOrNoJwkSetIsNotTaken() throws Exception {
    keys.verify(signedBy(OLD), NOON);
    server.says("[" + "1,".repeat(2_000_000) + "1]");
    assertThat(keys.verify(signedBy(OLD), NOON.plus(IssuerKeys.KEPT))).isTrue();
    assertThat(keys.problem().orElseThrow()).contains("larger than");

    server.says("<html>sign in</html>");
    Instant later = NOON.plus(IssuerKeys.KEPT.multipliedBy(2));
    assertThat(keys.verify(signedBy(OLD), later)).isTrue();
    assertThat(keys.problem().orElseThrow()).contains("no JWK set");
  }

  @Test
  void keysAreReadAheadWhileTokensAreStillVerifiedWithTheOldOnes() throws Exception {
    keys.verify(signedBy(OLD), NOON);
    CountDownLatch latch = new CountDownLatch(1);
    server.isSilentUntil(latch);

    // The issuer is asked and does not answer, and nobody waits for it.
    assertThat(keys.verify(signedBy(OLD), NOON.plus(IssuerKeys.KEPT).minusSeconds(30))).isTrue();
    server.awaitAsked(2);
    latch.countDown();
  }

  @Test
  void anIssuerThatDoesNotAnswerInTimeIsDown() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    server.isSilentUntil(latch);
    try (IssuerKeys impatient =
        new IssuerKeys(new KeyReading(server.keys(), http, Duration.ofMillis(50)), background)) {
      assertThatThrownBy(() -> impatient.verify(signedBy(OLD), NOON))
          .isInstanceOf(UnavailableException.class);
      assertThat(impatient.problem().orElseThrow()).contains("no complete answer within 50 ms");
    }
    latch.countDown();
  }

  @Test
  void manyWhoComeAtOnceReadTheKeysOnce() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    server.isSilentUntil(latch);
    Future<Boolean> first = background.submit(() -> keys.verify(signedBy(OLD), NOON));
    Future<Boolean> second = background.submit(() -> keys.verify(signedBy(OLD), NOON));
    latch.countDown();

    assertThat(first.get()).isTrue();
    assertThat(second.get()).isTrue();
    assertThat(server.asked()).isEqualTo(1);
  }

  @Test
  void keysInAFileAreReadAgain() throws Exception {
    Path file = folder.resolve("keys.json");
    Files.writeString(file, new JWKSet(OLD).toString());
    try (IssuerKeys ofFile = keysAt(file.toUri())) {
      assertThat(ofFile.verify(signedBy(OLD), NOON)).isTrue();
      Files.writeString(file, new JWKSet(NEW).toString());

      assertThat(ofFile.verify(signedBy(NEW), NOON.plus(PAUSE))).isTrue();
      assertThat(ofFile.verify(signedBy(OLD), NOON.plus(PAUSE))).isFalse();
    }
  }

  private IssuerKeys keysAt(URI address) {
    return new IssuerKeys(new KeyReading(address, http), background);
  }

  private static SignedJWT signedBy(RSAKey key) throws ParseException {
    return SignedJWT.parse(AuthorisationServer.token(key, claims(NOON)));
  }

  private static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2_048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
