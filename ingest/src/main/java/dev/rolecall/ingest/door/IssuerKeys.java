package dev.rolecall.ingest.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * The public keys of one issuer, as they were read some minutes ago at most. They are read again
 * before they are that old, while requests go on with the old ones; at once for a key id that they
 * do not hold, if the last reading was {@link KeyReading#SHORTEST_PAUSE} ago; and while they cannot
 * be read the old ones stay for {@link #LONGEST_OUTAGE}.
 */
final class IssuerKeys implements AutoCloseable {

  /** So long a key that its issuer took back is still accepted. */
  static final Duration KEPT = Duration.ofMinutes(5);

  /** From so long before that on a request has them read again in the background. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  /** Tokens live for a day at most, and a server that is down issues none. */
  static final Duration LONGEST_OUTAGE = Duration.ofHours(4);

  /** How long a request waits for somebody else's reading. */
  private static final Duration LONGEST_WAIT = KeyReading.LONGEST.plusSeconds(1);

  /** RFC 7518 § 3.3. */
  private static final int SMALLEST_RSA_BITS = 2_048;

  /** Of tokens that name no key, each key that fits is tried. */
  private static final int MOST_TRIED = 8;

  private final KeyReading reading;
  private final JWKSetSource<SecurityContext> keys;
  private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

  /** The keys cannot be had, and never could or not for too long. */
  static final class UnavailableException extends Exception {
    UnavailableException(Throwable cause) {
      super("the issuer's keys cannot be read", cause);
    }
  }

  IssuerKeys(KeyReading reading, ExecutorService background) {
    this.reading = reading;
    this.keys =
        new RefreshAheadCachingJWKSetSource<>(
            new OutageTolerantJWKSetSource<>(reading, LONGEST_OUTAGE.toMillis(), null),
            KEPT.toMillis(),
            LONGEST_WAIT.toMillis(),
            AHEAD.toMillis(),
            false,
            background,
            false,
            null);
  }

  /**
   * Whether a token was signed with one of the keys. May wait for the keys to be read.
   *
   * @throws UnavailableException when that is not known
   */
  boolean verify(SignedJWT token, Instant at) throws UnavailableException {
    JWSHeader header = token.getHeader();
    JWKSet known = keys(JWKSetCacheRefreshEvaluator.noRefresh(), at);
    List<JWK> fitting = fitting(known, header);
    if (fitting.isEmpty()) {
      fitting = fitting(keys(JWKSetCacheRefreshEvaluator.referenceComparison(known), at), header);
    }
    return fitting.stream().anyMatch(key -> isSignedBy(key, token));
  }

  /** Why the newest keys could not be read; empty when they could. */
  Optional<String> problem() {
    return reading.problem();
  }

  private JWKSet keys(JWKSetCacheRefreshEvaluator refresh, Instant at) throws UnavailableException {
    try {
      return keys.getJWKSet(refresh, at.toEpochMilli(), null);
    } catch (KeySourceException e) {
      throw new UnavailableException(e);
    }
  }

  /** The type of the key, not the token, says which algorithms are possible (RFC 8725 § 3.1). */
  private static List<JWK> fitting(JWKSet keys, JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    return keys.getKeys().stream()
        .filter(matcher::matches)
        .filter(key -> !(key instanceof RSAKey) || key.size() >= SMALLEST_RSA_BITS)
        .limit(MOST_TRIED)
        .toList();
  }

  private boolean isSignedBy(JWK key, SignedJWT token) {
    try {
      return key instanceof AsymmetricJWK pair
          && token.verify(verifiers.createJWSVerifier(token.getHeader(), pair.toPublicKey()));
    } catch (JOSEException unfitKey) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      keys.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
