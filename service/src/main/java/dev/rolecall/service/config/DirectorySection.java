package dev.rolecall.service.config;

import dev.rolecall.schemas.Keys;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.DirectoryConfig.TokenHash;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The section {@code directories}. */
final class DirectorySection {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

  /** More is no limit. */
  private static final int MOST_REQUESTS_PER_SECOND = 10_000;

  private DirectorySection() {}

  static SortedMap<String, DirectoryConfig> read(ConfigNode node) {
    SortedMap<String, DirectoryConfig> directories = new TreeMap<>();
    node.children().forEach((name, each) -> directories.put(name, directory(name, each)));
    if (directories.isEmpty()) {
      node.problem(
          "needs at least one directory with a token; 'rolecall config example' shows one");
    }
    return directories;
  }

  private static DirectoryConfig directory(String name, ConfigNode node) {
    if (!Keys.isDirectoryName(name)) {
      node.problem("a directory is named with lower case, digits and dashes");
    }
    node.only(Set.of("tokens", "issuers", "profile", "extensions", "requests-per-second"));
    List<DirectoryToken> tokens =
        node.at("tokens").elements().stream().map(DirectorySection::directoryToken).toList();
    List<TokenIssuer> issuers =
        node.at("issuers").elements().stream().map(DirectorySection::issuer).toList();
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

  private static DirectoryToken directoryToken(ConfigNode node) {
    node.only(Set.of("name", "sha256", "expires", "scopes"));
    return new DirectoryToken(token(node), scopes(node.at("scopes")));
  }

  private static Set<TokenScope> scopes(ConfigNode node) {
    EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
    node.elements().forEach(each -> scopes.add(each.choice(TokenScope.class, TokenScope.READ)));
    return scopes.isEmpty() ? EnumSet.allOf(TokenScope.class) : scopes;
  }

  private static TokenIssuer issuer(ConfigNode node) {
    node.only(Set.of("name", "issuer", "audience", "keys", "scopes"));
    return new TokenIssuer(
        node.at("name").required("it is the actor in the audit"),
        node.at("issuer").required("what 'iss' of its tokens says"),
        node.at("audience").required("what 'aud' of its tokens holds"),
        keys(node.at("keys")),
        scopes(node.at("scopes")));
  }

  private static URI keys(ConfigNode node) {
    String text = node.required("the address of its public keys, e.g. https://idp.example/keys");
    try {
      URI keys = URI.create(text);
      if (!text.isEmpty() && !Set.of("https", "http", "file").contains(keys.getScheme())) {
        node.problem("should be an absolute https, http or file address");
      }
      return keys;
    } catch (IllegalArgumentException e) {
      node.problem("is not an address");
      return URI.create("");
    }
  }

  /** A token of any kind of caller; other keys of the node are the caller's to read. */
  static TokenHash token(ConfigNode node) {
    String hash = node.at("sha256").required("'rolecall token new NAME' prints it");
    if (!hash.isEmpty() && !SHA256.matcher(hash).matches()) {
      node.at("sha256")
          .problem("should be 64 hexadecimal digits: the hash of the token, never the token");
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
