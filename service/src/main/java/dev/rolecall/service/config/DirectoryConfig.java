package dev.rolecall.service.config;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One identity provider's tenant.
 *
 * @param tokens static bearer tokens, any number of them
 * @param issuers of OAuth 2.0 access tokens that are accepted beside static ones
 * @param profile how its client is answered
 * @param extensions schemas beside those of the RFCs
 * @param requestsPerSecond empty: the service's own limit
 */
public record DirectoryConfig(
    String name,
    List<DirectoryToken> tokens,
    List<TokenIssuer> issuers,
    Profile profile,
    List<ExtensionSchema> extensions,
    Optional<Integer> requestsPerSecond) {

  public DirectoryConfig {
    tokens = List.copyOf(tokens);
    issuers = List.copyOf(issuers);
    extensions = List.copyOf(extensions);
  }

  /** A directory with static tokens, and nothing else out of the ordinary. */
  public static DirectoryConfig of(String name, List<DirectoryToken> tokens) {
    return new DirectoryConfig(name, tokens, List.of(), Profile.AUTO, List.of(), Optional.empty());
  }

  /** Where two clients contradict each other, whose way is taken. */
  public enum Profile {
    /** Serves Okta and Entra unchanged, and everybody who tolerates what they tolerate. */
    AUTO,
    OKTA,
    ENTRA,
    /** What leaves the RFCs is refused: for conformance tests and clients under development. */
    STRICT
  }

  /** What a token may be used for. */
  public enum TokenScope {
    READ,
    WRITE
  }

  /**
   * A bearer token, as its hash.
   *
   * @param name who uses it: the actor in the audit
   * @param sha256 32 bytes, as hexadecimal
   * @param expires not accepted from the start of this day (UTC)
   */
  public record TokenHash(String name, String sha256, Optional<LocalDate> expires) {}

  /** A static bearer token with what it may be used for. */
  public record DirectoryToken(TokenHash token, Set<TokenScope> scopes) {
    public DirectoryToken {
      scopes = Set.copyOf(scopes);
    }
  }

  /**
   * An authorisation server whose signed access tokens (RFC 9068) are accepted.
   *
   * @param name the actor in the audit, with the client's id behind it
   * @param issuer exactly as in {@code iss}
   * @param audience what {@code aud} must hold
   * @param keys where its public keys are (RFC 7517, a JWK set): https, file, or http on this
   *     machine
   * @param clients whose tokens are accepted; empty: of every client to which it issues this
   *     audience
   * @param scopes the most that such a token may be used for
   */
  public record TokenIssuer(
      String name,
      String issuer,
      String audience,
      URI keys,
      Set<String> clients,
      Set<TokenScope> scopes) {
    public TokenIssuer {
      clients = Set.copyOf(clients);
      scopes = Set.copyOf(scopes);
    }
  }

  /** A schema of the installation's own (RFC 7643 § 3.3). */
  public record ExtensionSchema(
      String urn, String name, String description, List<ExtensionAttribute> attributes) {
    public ExtensionSchema {
      attributes = List.copyOf(attributes);
    }
  }

  /** What the values of an attribute are (RFC 7643 § 2.3). */
  public enum AttributeType {
    STRING,
    BOOLEAN,
    DECIMAL,
    INTEGER,
    DATETIME,
    REFERENCE
  }

  /** One attribute of an extension. */
  public record ExtensionAttribute(
      String name,
      AttributeType type,
      boolean multiValued,
      boolean caseExact,
      boolean required,
      String description) {}
}
