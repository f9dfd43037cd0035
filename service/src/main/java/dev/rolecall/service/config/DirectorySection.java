package dev.rolecall.service.config;

import dev.rolecall.schemas.Keys;
import dev.rolecall.service.config.ConfigFile.References;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The section {@code directories}. */
final class DirectorySection {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  /** Names end up in records, metrics and answers. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Each request is compared with all of them, and rotation needs two. */
  private static final int MOST_TOKENS = 100;

  private static final int MOST_ISSUERS = 10;

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /** More is no limit. */
  private static final int MOST_REQUESTS_PER_SECOND = 100_000;

  private final References references;

  DirectorySection(References references) {
    this.references = references;
  }

  SortedMap<String, DirectoryConfig> read(ConfigNode node) {
    SortedMap<String, DirectoryConfig> directories = new TreeMap<>();
    node.children().forEach((name, each) -> directories.put(name, directory(name, each)));
    if (directories.isEmpty()) {
      node.problem(
          "needs at least one directory with a token; 'rolecall config example' shows one");
    }
    Ambiguities.report(directories.values(), node);
    return directories;
  }

  private DirectoryConfig directory(String name, ConfigNode node) {
    if (!Keys.isDirectoryName(name)) {
      node.problem("a directory is named with lower case, digits and dashes");
    }
    node.only(Set.of("tokens", "issuers", "profile", "extensions", "requests-per-second"));
    List<DirectoryToken> tokens =
        atMost(MOST_TOKENS, node.at("tokens")).stream().map(this::directoryToken).toList();
    List<TokenIssuer> issuers =
        atMost(MOST_ISSUERS, node.at("issuers")).stream().map(DirectorySection::issuer).toList();
    if (tokens.isEmpty() && issuers.isEmpty()) {
      node.problem("needs a token; 'rolecall token new NAME' makes one");
    }
    return new DirectoryConfig(
        name,
        tokens,
        issuers,
        node.at("profile").choice(Profile.class, Profile.AUTO),
        ExtensionSection.read(node.at("extensions")),
        node.at("requests-per-second").count(MOST_REQUESTS_PER_SECOND));
  }

  private static List<ConfigNode> atMost(int most, ConfigNode node) {
    List<ConfigNode> elements = node.elements();
    if (elements.size() > most) {
      node.problem("holds more than " + most);
    }
    return elements;
  }

  private DirectoryToken directoryToken(ConfigNode node) {
    node.only(Set.of("name", "sha256", "expires", "scopes"));
    nameable(node.at("name"));
    return new DirectoryToken(token(node), scopes(node.at("scopes")));
  }

  private static Set<TokenScope> scopes(ConfigNode node) {
    EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    node.elements().forEach(each -> scopes.add(each.choice(TokenScope.class, TokenScope.READ)));
    if (scopes.isEmpty() && !node.absent()) {
      node.problem("should name read, write or both; without the key it is both");
    }
    return scopes.isEmpty() ? EnumSet.allOf(TokenScope.class) : scopes;
  }

  private static TokenIssuer issuer(ConfigNode node) {
    node.only(Set.of("name", "issuer", "audience", "keys", "clients", "scopes"));
    return new TokenIssuer(
        name(node.at("name")),
        node.at("issuer").required("what 'iss' of its tokens says"),
        node.at("audience").required("what 'aud' of its tokens holds"),
        keys(node.at("keys")),
        clients(node.at("clients")),
        scopes(node.at("scopes")));
  }

  private static String name(ConfigNode node) {
    nameable(node);
    return node.required("it is the actor in the audit");
  }

  private static void nameable(ConfigNode node) {
    node.text()
        .filter(name -> !name.isBlank() && !NAME.matcher(name).matches())
        .ifPresent(name -> node.problem("is made of letters, digits, dots and dashes, at most 63"));
  }

  private static Set<String> clients(ConfigNode node) {
    return node.elements().stream()
        .flatMap(each -> each.text().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static URI keys(ConfigNode node) {
    String text = node.required("the address of its public keys, e.g. https://idp.example/keys");
    try {
      URI keys = URI.create(text);
      if (!text.isEmpty() && !isTrustworthy(keys)) {
        node.problem(
            "should be an absolute https or file address; http only on this machine: who can change"
                + " the keys on their way can make tokens");
      }
      return keys;
    } catch (IllegalArgumentException e) {
      node.problem("is not an address");
      return URI.create("");
    }
  }

  private static boolean isTrustworthy(URI keys) {
    return switch (keys.getScheme()) {
      case "https" -> keys.getHost() != null;
      case "http" -> LOOPBACK.contains(String.valueOf(keys.getHost()));
      case "file" -> keys.getPath() != null && keys.getHost() == null;
      case null, default -> false;
    };
  }

  /** A token of any kind of caller; other keys of the node are the caller's to read. */
  TokenHash token(ConfigNode node) {
    ConfigNode written = node.at("sha256");
    String hash =
        SecretReference.resolve(
            written.required("'rolecall token new NAME' prints it"), references, written::problem);
    if (!hash.isEmpty() && !SHA256.matcher(hash).matches()) {
      written.problem("should be 64 hexadecimal digits: the hash of the token, never the token");
    }
    return new TokenHash(
        node.at("name").required("it is the actor in the audit"),
        hash.toLowerCase(Locale.ROOT),
        date(node.at("expires")));
  }

  private static Optional<LocalDate> date(ConfigNode node) {
    try {
      return node.text().map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      node.problem("should be a date like 2027-02-01");
      return Optional.empty();
    }
  }
}
