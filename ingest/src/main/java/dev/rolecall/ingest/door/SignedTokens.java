package dev.rolecall.ingest.door;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import java.net.URI;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * OAuth 2.0 access tokens that are signed JSON Web Tokens (RFC 9068), of the issuers of all
 * directories. Issuer and audience say which directory is meant; what a token's header says of keys
 * ({@code jku}, {@code jwk}, {@code x5c}) is never looked at (RFC 8725 § 3.10).
 */
final class SignedTokens {

  /**
   * Signatures that only the issuer can make: no HMAC, with whose verification anybody who knows
   * the public key could sign, and never {@code none} (RFC 8725 § 3.1). EdDSA would need another
   * library.
   */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /** RFC 9068 § 2.1; Entra says JWT, Okta nothing. */
  private static final Set<String> TYPES = Set.of("at+jwt", "application/at+jwt", "jwt");

  private record Accepted(String directory, TokenIssuer issuer, IssuerKeys keys) {}

  private final List<Accepted> issuers = new ArrayList<>();

  /**
   * Those of these directories.
   *
   * @param keys by the address that they are read from
   */
  SignedTokens(Collection<DirectoryConfig> directories, Map<URI, IssuerKeys> keys) {
    for (DirectoryConfig directory : directories) {
      for (TokenIssuer issuer : directory.issuers()) {
        IssuerKeys own = keys.get(issuer.keys());
        if (own == null) {
          throw new IllegalArgumentException("no keys of issuer " + issuer.name());
        }
        issuers.add(new Accepted(directory.name(), issuer, own));
      }
    }
  }

  boolean isEmpty() {
    return issuers.isEmpty();
  }

  /** Whose a token is. May read the issuer's keys: not for an event loop. */
  Recognition recognise(String token, Instant at) {
    try {
      SignedJWT signed = SignedJWT.parse(token);
      if (!isAcceptable(signed.getHeader())) {
        return Recognition.stranger(Refusal.ALGORITHM);
      }
      return recognise(signed, signed.getJWTClaimsSet(), at);
    } catch (ParseException e) {
      return Recognition.stranger(Refusal.MALFORMED);
    }
  }

  private static boolean isAcceptable(JWSHeader header) {
    JOSEObjectType type = header.getType();
    return ALGORITHMS.contains(header.getAlgorithm())
        && (type == null || TYPES.contains(type.getType().toLowerCase(Locale.ROOT)));
  }

  private Recognition recognise(SignedJWT signed, JWTClaimsSet claims, Instant at) {
    List<Accepted> ofIssuer =
        issuers.stream().filter(each -> each.issuer().issuer().equals(claims.getIssuer())).toList();
    List<Accepted> ofAudience =
        ofIssuer.stream()
            .filter(each -> claims.getAudience().contains(each.issuer().audience()))
            .toList();
    if (ofIssuer.isEmpty()) {
      return Recognition.stranger(Refusal.ISSUER);
    }
    // A token for two directories does not say which one is meant.
    return ofAudience.size() == 1
        ? recognise(ofAudience.getFirst(), signed, claims, at)
        : Recognition.stranger(Refusal.AUDIENCE);
  }

  private static Recognition recognise(
      Accepted accepted, SignedJWT signed, JWTClaimsSet claims, Instant at) {
    try {
      if (!accepted.keys().verify(signed, at)) {
        return rejected(Refusal.SIGNATURE, accepted, Optional.empty());
      }
    } catch (IssuerKeys.UnavailableException e) {
      return rejected(Refusal.KEYS, accepted, Optional.empty());
    }
    TokenIssuer issuer = accepted.issuer();
    Optional<String> client = Claims.client(claims);
    String actor = Claims.actor(issuer, client);
    Optional<Refusal> untimely = Claims.untimely(claims, at);
    if (untimely.isPresent()) {
      return rejected(untimely.get(), accepted, Optional.of(actor));
    }
    if (!issuer.clients().isEmpty() && client.filter(issuer.clients()::contains).isEmpty()) {
      return rejected(Refusal.CLIENT, accepted, Optional.of(actor));
    }
    return new Recognition.Known(
        new Caller(accepted.directory(), actor, Claims.scopes(issuer, claims)));
  }

  private static Recognition rejected(Refusal reason, Accepted accepted, Optional<String> token) {
    return new Recognition.Rejected(reason, Optional.of(accepted.directory()), token);
  }
}
