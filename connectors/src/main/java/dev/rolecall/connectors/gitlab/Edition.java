package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.tool.ToolSettings;
import java.util.Locale;
import java.util.Map;

/** Who runs the instance: on GitLab.com nobody of us is its administrator. */
enum Edition {
  SELF_MANAGED("self-managed"),
  GITLAB_COM("gitlab.com");

  static final String OPTION = "edition";

  private final String word;

  Edition(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /**
   * As configured, without a look at the address; self-managed without configuration.
   *
   * @throws IllegalArgumentException for another word
   */
  static Edition of(Map<String, String> options) {
    return of(options.getOrDefault(OPTION, SELF_MANAGED.word));
  }

  /**
   * As configured; without configuration by the address.
   *
   * @throws IllegalArgumentException for another word
   */
  static Edition of(ToolSettings settings) {
    String word = settings.options().get(OPTION);
    if (word == null) {
      return "gitlab.com".equalsIgnoreCase(settings.url().getHost()) ? GITLAB_COM : SELF_MANAGED;
    }
    return of(word);
  }

  private static Edition of(String word) {
    for (Edition edition : values()) {
      if (edition.word.equals(word.toLowerCase(Locale.ROOT))) {
        return edition;
      }
    }
    throw new IllegalArgumentException("edition of a GitLab: self-managed or gitlab.com");
  }
}
