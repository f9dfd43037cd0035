package dev.rolecall.connectors.circleci;

import java.util.List;
import java.util.Optional;

/** The words of policies for scopes and roles, and CircleCI's own. */
final class Words {
  static final String ORG = "org";
  static final String GROUP = "group:";
  static final String PROJECT = "project:";
  static final String CONTEXT = "context:";

  /** Lowest first. CircleCI puts {@code org-} or {@code project-} before them. */
  static final List<String> LADDER = List.of("viewer", "contributor", "admin");

  static final String ADMIN = "admin";
  static final String MEMBER = "member";
  static final String USE = "use";

  private static final String ORG_ROLE = "org-";
  private static final String PROJECT_ROLE = "project-";

  private Words() {}

  /** A scope or resource, taken apart. */
  sealed interface Place {
    /** What to show in audits of calls that were not made. */
    record Org() implements Place {}

    record Group(String name) implements Place {}

    record Project(String name) implements Place {}

    record Context(String name) implements Place {}

    record Unknown() implements Place {}
  }

  static Place place(String scope) {
    if (scope.equals(ORG)) {
      return new Place.Org();
    }
    return rest(scope, GROUP)
        .<Place>map(Place.Group::new)
        .or(() -> rest(scope, PROJECT).map(Place.Project::new))
        .or(() -> rest(scope, CONTEXT).map(Place.Context::new))
        .orElseGet(Place.Unknown::new);
  }

  static String orgRole(String word) {
    return ORG_ROLE + word;
  }

  static String projectRole(String word) {
    return PROJECT_ROLE + word;
  }

  /** The word for a role of CircleCI; a role that came later stands as it is. */
  static String wordOf(String role) {
    return rest(role, ORG_ROLE).or(() -> rest(role, PROJECT_ROLE)).orElse(role);
  }

  static boolean lowers(String from, String to) {
    return LADDER.indexOf(to) < LADDER.indexOf(from);
  }

  private static Optional<String> rest(String text, String prefix) {
    return text.startsWith(prefix) && text.length() > prefix.length()
        ? Optional.of(text.substring(prefix.length()))
        : Optional.empty();
  }
}
