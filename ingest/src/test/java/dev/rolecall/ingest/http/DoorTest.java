package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.rolecall.ingest.door.AuthorisationServer;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may enter, as a client over HTTP sees it. */
class DoorTest {

  private static final String ADA = "{\"userName\":\"ada@acme.example\"}";
  private static final LocalDate TODAY = LocalDate.parse("2026-11-20");

  private static final RSAKey KEY = key();

  private AuthorisationServer server;
  private RunningIngest ingest;

  @BeforeEach
  void start() throws Exception {
    server = new AuthorisationServer();
    server.publishes(KEY);
    ingest =
        new RunningIngest(
            RunningIngest.DIRECT,
            Bounds.USUAL,
            InstantSource.fixed(MemoryDirectory.START),
            acme(3, token("first"), token("second"), reader(), old()));
  }

  @AfterEach
  void stop() throws Exception {
    ingest.close();
    server.close();
  }

  @Test
  void twoTokensOfADirectoryAreAcceptedWhileOneReplacesTheOther() throws Exception {
    assertThat(status("GET", "/Users", "first", "")).isEqualTo(200);
    assertThat(status("GET", "/Users", "second", "")).isEqualTo(200);
  }

  @Test
  void aTokenThatIsTakenOutIsRefusedFromTheNextRequestOn() throws Exception {
    assertThat(status("GET", "/Users", "first", "")).isEqualTo(200);

    ingest.door.use(List.of(acme(3, token("second"))));

    assertThat(status("GET", "/Users", "first", "")).isEqualTo(401);
    assertThat(status("GET", "/Users", "second", "")).isEqualTo(200);
  }

  @Test
  void aDirectoryThatComesIsServedAndOneThatGoesIsNot() throws Exception {
    ingest.door.use(List.of(DirectoryConfig.of("labs", List.of(token("labs-token")))));

    assertThat(status("GET", "/ServiceProviderConfig", "labs-token", "")).isEqualTo(200);
    assertThat(status("GET", "/Users", "first", "")).isEqualTo(401);
  }

  @Test
  void aReadingTokenReadsAndIsToldWhatItLacksToWrite() throws Exception {
    assertThat(status("GET", "/Users", "reader", "")).isEqualTo(200);

    HttpResponse<String> refused = send("POST", "/Users", "reader", ADA);

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("lacks the scope 'write'", "\"status\":\"403\"");
    assertThat(refused.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"insufficient_scope\"", "scope=\"scim.write\"");
    assertThat(ingest.acme.commands).isEmpty();
  }

  @Test
  void anExpiredTokenIsToldSoAndNamedInTheAudit() throws Exception {
    HttpResponse<String> refused = send("GET", "/Users", "old", "");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("has expired");
    AuditEntry entry = audited();
    assertThat(entry.getType()).isEqualTo(AuditType.ACCESS_REFUSED);
    assertThat(entry.getDirectory()).isEqualTo("acme");
    assertThat(entry.getActor().getName()).isEqualTo("old");
    assertThat(entry.getMessage()).isEqualTo("1 request from 127.0.0.0/24 refused: expired");
    assertThat(entry.getCause().getCorrelation())
        .isEqualTo(refused.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void aRefusalNeverHoldsTheToken() throws Exception {
    HttpResponse<String> refused = send("GET", "/Users", "a-token-of-nobody", "");

    assertThat(refused.body() + refused.headers() + audited() + ingest.metrics.getMetersAsString())
        .doesNotContain("a-token-of-nobody");
    assertThat(refusals("-", "unknown", "401")).isEqualTo(1);
  }

  @Test
  void aSignedTokenOpensItsDirectoryAndItsClientIsTheActor() throws Exception {
    String token =
        AuthorisationServer.token(KEY, AuthorisationServer.claims(MemoryDirectory.START));

    assertThat(status("POST", "/Users", token, ADA)).isEqualTo(201);
    assertThat(ingest.acme.commands.getFirst().getActor().getName()).isEqualTo("idp/okta-scim");
  }

  @Test
  void aBodyIsReceivedWholeWhileItsTokenIsVerified() throws Exception {
    String token =
        AuthorisationServer.token(KEY, AuthorisationServer.claims(MemoryDirectory.START));
    String large = " ".repeat(3_000_000) + ADA;

    assertThat(status("POST", "/Users", token, large)).isEqualTo(201);
  }

  @Test
  void aSignedTokenOfYesterdayIsRefused() throws Exception {
    Instant yesterday = MemoryDirectory.START.minus(Duration.ofDays(1));
    String token = AuthorisationServer.token(KEY, AuthorisationServer.claims(yesterday));

    assertThat(send("GET", "/Users", token, "").body()).contains("has expired");
    assertThat(refusals("acme", "expired", "401")).isEqualTo(1);
  }

  @Test
  void aTokenLongerThanAnyIsRefusedUnseen() throws Exception {
    HttpResponse<String> refused = send("GET", "/Users", "eyJ" + "a".repeat(9_000) + ".a.a", "");

    assertThat(refused.statusCode()).isBetween(400, 431);
    assertThat(server.asked()).isZero();
  }

  @Test
  void withoutTheIssuersKeysNobodyIsToBlameAndItIsTriedAgain() throws Exception {
    server.answersWith(500);
    String token =
        AuthorisationServer.token(KEY, AuthorisationServer.claims(MemoryDirectory.START));

    HttpResponse<String> refused = send("GET", "/Users", token, "");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(ingest.door.warnings()).hasSize(1);
  }

  @Test
  void whoFailsTooOftenIsSentAwayWhileAValidTokenFromTheSameAddressEnters() throws Exception {
    HttpResponse<String> last = send("GET", "/Users", "guess", "");
    for (int i = 0; i < 30; i++) {
      last = send("GET", "/Users", "guess-" + i, "");
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(status("GET", "/Users", "first", "")).isEqualTo(200);
    assertThat(refusals("-", "unknown", "429")).isEqualTo(11);
  }

  @Test
  void aDirectoryBeyondItsLimitIsSentAwayAndNamed() throws Exception {
    HttpResponse<String> last = send("GET", "/Users", "first", "");
    for (int i = 0; i < 15; i++) {
      last = send("GET", "/Users", "first", "");
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(last.body()).contains("more requests a second than it may");
    assertThat(refusals("acme", "limit", "429")).isEqualTo(1);
  }

  @Test
  void strangersUseUpNothingOfADirectorysLimit() throws Exception {
    for (int i = 0; i < 40; i++) {
      send("GET", "/Users", "guess", "");
    }

    assertThat(status("GET", "/Users", "first", "")).isEqualTo(200);
  }

  @Test
  void daysToTheEndOfEachTokenAreAMetric() {
    ingest.door.use(List.of(acme(3, token("first"), ends("soon", 12), ends("gone", -3))));

    assertThat(daysLeft("soon")).isEqualTo(12);
    assertThat(daysLeft("gone")).isEqualTo(-3);
    assertThat(ingest.metrics.find("rolecall.scim.token.expiry.days").gauges()).hasSize(2);
  }

  private double daysLeft(String token) {
    return ingest
        .metrics
        .get("rolecall.scim.token.expiry.days")
        .tag("token", token)
        .gauge()
        .value();
  }

  private double refusals(String directory, String reason, String status) {
    return ingest
        .metrics
        .counter(
            "rolecall.scim.refused", "directory", directory, "reason", reason, "status", status)
        .count();
  }

  private AuditEntry audited() throws InterruptedException {
    AuditEntry entry = ingest.refusals.poll(10, TimeUnit.SECONDS);
    assertThat(entry).isNotNull();
    return Objects.requireNonNull(entry);
  }

  private int status(String method, String path, String token, String body) throws Exception {
    return send(method, path, token, body).statusCode();
  }

  private HttpResponse<String> send(String method, String path, String token, String body)
      throws Exception {
    return ingest.send(method, "/scim/v2" + path, Map.of("Authorization", "Bearer " + token), body);
  }

  private DirectoryConfig acme(int perSecond, DirectoryToken... tokens) {
    TokenIssuer issuer =
        new TokenIssuer(
            "idp",
            AuthorisationServer.ISSUER,
            AuthorisationServer.AUDIENCE,
            server.keys(),
            Set.of(),
            EnumSet.allOf(TokenScope.class));
    return new DirectoryConfig(
        "acme", List.of(tokens), List.of(issuer), Profile.AUTO, List.of(), Optional.of(perSecond));
  }

  private static DirectoryToken token(String secret) {
    return RunningIngest.token(secret, secret, Optional.empty());
  }

  private static DirectoryToken ends(String secret, int days) {
    return RunningIngest.token(secret, secret, Optional.of(TODAY.plusDays(days)));
  }

  private static DirectoryToken old() {
    return ends("old", 0);
  }

  private static DirectoryToken reader() {
    return new DirectoryToken(token("reader").token(), Set.of(TokenScope.READ));
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2_048).keyID("k").generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
