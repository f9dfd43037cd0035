package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What the loader says about a file with a mistake in it. */
final class Mistakes {
  private Mistakes() {}

  static List<String> said(String content) {
    return problems(MANY, policy(content)).stream().map(Problem::toString).toList();
  }

  static void says(String content, String place, String... words) {
    assertThat(said(content))
        .singleElement()
        .satisfies(text -> {
          assertThat(text).startsWith("a.yaml:" + place + ": ");
          assertThat(text).contains(words);
        });
  }

  static String rule(String lines) {
    return "rules:\n  - id: r\n" + lines.indent(4);
  }
}
