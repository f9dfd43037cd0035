package dev.rolecall.ingest.door;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a JWK set (RFC 7517 § 5) from its address, bounded in time, size and frequency: whoever
 * sends tokens with invented key ids must not make us flood the issuer.
 */
final class KeyReading implements JWKSetSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(KeyReading.class);

  /** From the call to the last byte. */
  static final Duration LONGEST = Duration.ofSeconds(5);

  /** Between two readings, whether they succeed or not. */
  static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);

  /** Large issuers publish some ten keys of 2 KiB. */
  private static final int LARGEST = 256 * 1024;

  private static final int OK = 200;

  private final URI address;
  private final HttpClient http;
  private final Duration longest;
  private volatile long lastMillis = Long.MIN_VALUE;
  private volatile @Nullable String problem;

  KeyReading(URI address, HttpClient http) {
    this(address, http, LONGEST);
  }

  KeyReading(URI address, HttpClient http, Duration longest) {
    this.address = address;
    this.http = http;
    this.longest = longest;
  }

  /** What went wrong at the last reading. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Called by one thread at a time: the cache before it sees to that. */
  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    if (lastMillis != Long.MIN_VALUE && Math.abs(now - lastMillis) < SHORTEST_PAUSE.toMillis()) {
      throw new JWKSetUnavailableException("the keys were asked for a moment ago");
    }
    lastMillis = now;
    try {
      JWKSet keys = JWKSet.parse(read());
      problem = null;
      return keys;
    } catch (IOException | ParseException e) {
      String why = e instanceof ParseException ? "no JWK set" : String.valueOf(e.getMessage());
      problem = "the keys at " + address + " cannot be read: " + why;
      LOG.atWarn().log("The keys at {} cannot be read: {}", address, why);
      throw new JWKSetUnavailableException("the keys cannot be read", e);
    }
  }

  private String read() throws IOException {
    if ("file".equals(address.getScheme())) {
      Path file = Path.of(address);
      if (Files.size(file) > LARGEST) {
        throw new IOException("larger than " + LARGEST + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    }
    return fetch();
  }

  private String fetch() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    // The request's own time-out ends with the headers; a body that trickles would go on for ever.
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(
            HttpRequest.newBuilder(address)
                .timeout(longest)
                .header("Accept", "application/jwk-set+json, application/json")
                .build(),
            BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(bytes -> keep(body, bytes))));
    try {
      int status = answer.get(longest.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      if (status != OK) {
        throw new IOException("answered with status " + status);
      }
    } catch (TimeoutException e) {
      throw new IOException(tooSlow(), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(
          cause instanceof HttpTimeoutException
              ? tooSlow()
              : (cause == null ? e : cause).getClass().getSimpleName(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      answer.cancel(true);
    }
    if (body.size() > LARGEST) {
      throw new IOException("larger than " + LARGEST + " bytes");
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private String tooSlow() {
    return "no complete answer within " + longest.toMillis() + " ms";
  }

  private static void keep(ByteArrayOutputStream body, byte[] bytes) {
    // One byte too many is enough to know.
    body.write(bytes, 0, Math.min(bytes.length, LARGEST + 1 - body.size()));
  }

  @Override
  public void close() {
    // The client belongs to the door.
  }
}
