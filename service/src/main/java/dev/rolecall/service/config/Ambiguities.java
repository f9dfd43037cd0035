package dev.rolecall.service.config;

import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenIssuer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tokens that would not say which directory, or which line of the configuration, is meant. */
final class Ambiguities {

  private Ambiguities() {}

  /** Reports each pair at the place of the second. */
  static void report(Collection<DirectoryConfig> directories, ConfigNode node) {
    Map<String, String> hashes = new HashMap<>();
    Map<String, String> audiences = new HashMap<>();
    for (DirectoryConfig directory : directories) {
      ConfigNode at = node.at(directory.name());
      Set<String> names = new HashSet<>();
      for (DirectoryToken each : directory.tokens()) {
        String name = each.token().name();
        unique(names, name, at.at("tokens"));
        String other = hashes.putIfAbsent(each.token().sha256(), directory.name() + "." + name);
        if (other != null && !each.token().sha256().isEmpty()) {
          at.at("tokens").problem("'" + name + "' is the same token as " + other);
        }
      }
      for (TokenIssuer each : directory.issuers()) {
        unique(names, each.name(), at.at("issuers"));
        String other =
            audiences.putIfAbsent(
                each.issuer() + " " + each.audience(), directory.name() + "." + each.name());
        if (other != null) {
          at.at("issuers").problem("'" + each.name() + "' has the issuer and audience of " + other);
        }
      }
    }
  }

  private static void unique(Set<String> names, String name, ConfigNode at) {
    if (!name.isEmpty() && !names.add(name)) {
      at.problem("'" + name + "' is there twice; an actor has one name");
    }
  }
}
