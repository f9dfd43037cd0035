package dev.rolecall.connectors.buildkite;

import java.util.List;
import java.util.Optional;

/** Where somebody can have a role. */
sealed interface Scope {
  String ORG = "org";
  String TEAM = "team:";
  String MEMBER = "member";
  String ADMIN = "admin";
  String MAINTAINER = "maintainer";

  /** Lowest first. */
  List<String> roles();

  /** The organization; a member of it has an account. */
  record Org() implements Scope {
    @Override
    public List<String> roles() {
      return List.of(MEMBER, ADMIN);
    }
  }

  record InTeam(String slug) implements Scope {
    @Override
    public List<String> roles() {
      return List.of(MEMBER, MAINTAINER);
    }
  }

  static Optional<Scope> of(String name) {
    if (name.equals(ORG)) {
      return Optional.of(new Org());
    }
    return name.startsWith(TEAM) && name.length() > TEAM.length()
        ? Optional.of(new InTeam(name.substring(TEAM.length())))
        : Optional.empty();
  }
}
