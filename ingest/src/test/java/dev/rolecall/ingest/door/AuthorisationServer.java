package dev.rolecall.ingest.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An authorisation server that publishes its keys over HTTP and issues what a test asks for. */
public final class AuthorisationServer implements AutoCloseable {

  public static final String ISSUER = "https://idp.example/oauth2/default";
  public static final String AUDIENCE = "api://rolecall";

  private final List<JWK> keys = new ArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Semaphore requests = new Semaphore(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile int status = 200;
  private volatile @Nullable String instead;
  private volatile @Nullable CountDownLatch silentUntil;

  /** Listens on any free port. */
  public AuthorisationServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/keys", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    requests.release();
    try (exchange) {
      CountDownLatch latch = silentUntil;
      if (latch != null) {
        latch.await();
      }
      byte[] body = body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String body() {
    String other = instead;
    return other != null ? other : new JWKSet(keys).toPublicJWKSet().toString();
  }

  /** Where its keys are. */
  public URI keys() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
  }

  /** How often the keys were asked for. */
  public int asked() {
    return asked.get();
  }

  /** Returns when the keys have been asked for so often. */
  void awaitAsked(int times) throws InterruptedException {
    requests.acquire(times);
  }

  /** From now on its keys are these. */
  public synchronized void publishes(JWK... now) {
    keys.clear();
    keys.addAll(List.of(now));
  }

  /** From now on it answers with this status. */
  public void answersWith(int status) {
    this.status = status;
  }

  void says(@Nullable String body) {
    this.instead = body;
  }

  /** From now on it takes requests and answers none until the latch opens. */
  void isSilentUntil(CountDownLatch latch) {
    this.silentUntil = latch;
  }

  /** What a well-behaved client has, valid for an hour. */
  public static JWTClaimsSet.Builder claims(Instant at) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .subject("somebody@acme.example")
        .claim("client_id", "okta-scim")
        .issueTime(Date.from(at))
        .expirationTime(Date.from(at.plus(Duration.ofHours(1))));
  }

  /** An access token signed with a key. */
  public static String token(JWK key, JWTClaimsSet.Builder claims) {
    JWSAlgorithm algorithm =
        switch (key) {
          case RSAKey rsa -> JWSAlgorithm.RS256;
          case ECKey ec -> JWSAlgorithm.ES256;
          default -> JWSAlgorithm.HS256;
        };
    return token(
        key,
        new JWSHeader.Builder(algorithm)
            .type(new JOSEObjectType("at+jwt"))
            .keyID(key.getKeyID())
            .build(),
        claims);
  }

  static String token(JWK key, JWSHeader header, JWTClaimsSet.Builder claims) {
    try {
      JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key, header.getAlgorithm());
      SignedJWT token = new SignedJWT(header, claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
