package dev.rolecall.connectors.jenkins;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which role of Jenkins a word of policies means, by the configuration. */
final class RoleNames {
  static final String CREATE = "create-roles";
  static final String IMPLIED = "implied-read";

  private static final String ROLES = "roles.";
  private static final String PATH = "{path}";
  private static final String ROLE = "{role}";
  private static final String NONE = "none";

  private final Map<String, String> options;

  RoleNames(Map<String, String> options) {
    this.options = options;
  }

  /** The words of a kind of scopes. */
  List<String> words(Shape shape) {
    String words = options.getOrDefault("words." + shape.word, shape.words);
    return List.of(words.split(",", -1)).stream().map(String::strip).toList();
  }

  /** The role of a word; empty: no such word there. */
  Optional<String> name(Place place, String word) {
    return words(place.shape()).contains(word)
        ? Optional.of(template(place).replace(PATH, place.path()).replace(ROLE, word))
        : Optional.empty();
  }

  /** All roles of a place, by word. */
  Map<String, String> names(Place place) {
    Map<String, String> names = new LinkedHashMap<>();
    words(place.shape()).forEach(word -> name(place, word).ifPresent(it -> names.put(word, it)));
    return names;
  }

  /** Whether a role that does not exist is created. */
  boolean creates() {
    return Boolean.parseBoolean(options.getOrDefault(CREATE, "false"));
  }

  /** Comma list, narrowest option first. */
  String permissions(Shape shape, String word) {
    return options.getOrDefault(
        "permissions." + shape.word + "." + word,
        options.getOrDefault("permissions." + word, shape.permissions(word)));
  }

  /** The global role that comes with the first role in a folder or on an agent. */
  Optional<String> impliedRead() {
    String configured = options.get(IMPLIED);
    if (configured != null) {
      return Optional.of(configured).filter(name -> !name.equals(NONE));
    }
    return Place.of(Shape.GLOBAL.prefix).map(global -> template(global).replace(ROLE, "read"));
  }

  /**
   * Whether the names of roles tell scopes and words apart.
   *
   * @throws IllegalArgumentException says which does not
   */
  void check() {
    options.forEach((key, template) -> {
      if (key.startsWith(ROLES)) {
        String scope = key.substring(ROLES.length());
        if (Place.of(scope).isEmpty()) {
          throw new IllegalArgumentException(
              key + ": a key of roles is global, folder:{path} or agent:{path}, or one scope");
        }
        if (!template.contains(ROLE) || scope.contains(PATH) != template.contains(PATH)) {
          throw new IllegalArgumentException(
              key
                  + ": two words or two places would be one role; use {role}, and {path} as in the"
                  + " key");
        }
      }
    });
  }

  /** That of exactly this scope comes first. */
  private String template(Place place) {
    String general = place.shape() == Shape.GLOBAL ? "" : PATH;
    return options.getOrDefault(
        ROLES + place.scope(),
        options.getOrDefault(ROLES + place.shape().prefix + general, place.shape().template));
  }
}
