package dev.rolecall.ingest.door;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the claims of an access token with a good signature allow (RFC 7519, RFC 9068 § 4). */
final class Claims {

  /** Clocks of authorisation servers and ours may differ by this much. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /**
   * A stolen token is good for as long. Servers issue them for minutes to a day, and some date them
   * a little back.
   */
  static final Duration LONGEST_LIFE = Duration.ofHours(25);

  /** Where servers put the client's id: RFC 9068, OpenID Connect, Okta, Entra's version 1. */
  private static final List<String> CLIENT = List.of("client_id", "azp", "cid", "appid");

  /** Where they put what was granted: RFC 9068, Okta and Entra, Entra's application roles. */
  private static final List<String> GRANTED = List.of("scope", "scp", "roles");

  private static final String SCOPE_PREFIX = "scim.";

  /** It becomes part of an actor's name in records. */
  private static final Pattern NAMEABLE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private Claims() {}

  /** What is wrong with the times of a token; empty when it is valid now. */
  static Optional<Refusal> untimely(JWTClaimsSet claims, Instant at) {
    Date expires = claims.getExpirationTime();
    if (expires == null) {
      return Optional.of(Refusal.LIFETIME);
    }
    Instant end = expires.toInstant();
    Instant start = Optional.ofNullable(claims.getIssueTime()).map(Date::toInstant).orElse(at);
    Instant valid = Optional.ofNullable(claims.getNotBeforeTime()).map(Date::toInstant).orElse(at);
    if (!at.isBefore(end.plus(SKEW))) {
      return Optional.of(Refusal.EXPIRED);
    }
    if (start.isAfter(at.plus(SKEW)) || valid.isAfter(at.plus(SKEW))) {
      return Optional.of(Refusal.EARLY);
    }
    return end.isAfter(start.plus(LONGEST_LIFE)) ? Optional.of(Refusal.LIFETIME) : Optional.empty();
  }

  /** The id of the client that the token was issued to. */
  static Optional<String> client(JWTClaimsSet claims) {
    return CLIENT.stream().flatMap(claim -> text(claims, claim).stream()).findFirst();
  }

  /**
   * The actor in the audit: the issuer's configured name, and the client's id behind it. Never
   * {@code sub}, which may be a person.
   */
  static String actor(TokenIssuer issuer, Optional<String> client) {
    return client
        .filter(id -> NAMEABLE.matcher(id).matches())
        .map(id -> issuer.name() + "/" + id)
        .orElse(issuer.name());
  }

  /**
   * What the token may be used for: what is configured for its issuer, narrowed to {@code
   * scim.read} and {@code scim.write} when it names one of these. Servers that know no such scopes
   * grant what is configured.
   */
  static Set<TokenScope> scopes(TokenIssuer issuer, JWTClaimsSet claims) {
    Set<String> granted = new HashSet<>();
    GRANTED.forEach(claim -> words(claims, claim).forEach(granted::add));
    EnumSet<TokenScope> named = EnumSet.noneOf(TokenScope.class);
    for (TokenScope scope : TokenScope.values()) {
      if (granted.contains(SCOPE_PREFIX + scope.name().toLowerCase(Locale.ROOT))) {
        named.add(scope);
      }
    }
    if (!named.isEmpty()) {
      named.retainAll(issuer.scopes());
      return named;
    }
    return issuer.scopes();
  }

  private static Optional<String> text(JWTClaimsSet claims, String claim) {
    return claims.getClaim(claim) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** A list of words, or one text with spaces between them. */
  private static Stream<String> words(JWTClaimsSet claims, String claim) {
    Optional<String> text = text(claims, claim);
    if (text.isPresent()) {
      return Arrays.stream(text.get().split(" ", -1));
    }
    try {
      List<String> list = claims.getStringListClaim(claim);
      return list == null ? Stream.empty() : list.stream();
    } catch (ParseException notAList) {
      return Stream.empty();
    }
  }
}
