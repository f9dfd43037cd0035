package dev.rolecall.policy;

import static dev.rolecall.policy.Mistakes.rule;
import static dev.rolecall.policy.Mistakes.said;
import static dev.rolecall.policy.Mistakes.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes in conditions are found when the policy is loaded, under their column. */
class ConditionProblemsTest {
  @Test
  void aMisspeltAttributeIsAnErrorUnderItsColumnWithACaret() {
    says(
        rule("when: user.departmnt == \"x\"\ngrant: { drone: { server: user } }"),
        "5:11",
        "in 'when': there is no 'user.departmnt'",
        "\n  user.departmnt == \"x\"\n  ^",
        "did you mean 'user.department'?");
    says(
        rule("where: { departmnt: x }\ngrant: { drone: { server: user } }"),
        "5:14",
        "unknown attribute 'departmnt'",
        "did you mean 'department'?");
  }

  @Test
  void aTruthValueComparedWithTextIsAnError() {
    says(
        rule("when: user.active == \"False\"\ngrant: { drone: { server: user } }"),
        "5:23",
        "no matching overload for '_==_'");
    says(
        rule("when: user.department\ngrant: { drone: { server: user } }"),
        "5:15",
        "expected type 'bool' but found 'string'");
    says(
        rule("where: { active: 'false' }\ngrant: { drone: { server: user } }"),
        "5:22",
        "'active' is true or false, not text");
  }

  @Test
  void placesInsideAConditionAreRightInQuotesAndBlocks() {
    says(
        rule("when: '   !user.activ'\ngrant: { drone: { server: user } }"),
        "5:16",
        "did you mean 'user.active'?");
    says(
        rule("when: |\n  user.active &&\n    user.activ\ngrant: { drone: { server: user } }"),
        "7:9",
        "did you mean 'user.active'?");
  }

  @Test
  void aNameWithoutItsPrefixAndGroupsInAConditionAreExplained() {
    String grant = "\ngrant: { drone: { server: user } }";
    says(rule("when: title == 'x'" + grant), "5:11", "did you mean 'user.title'?");
    says(rule("when: '\"g\" in groups'" + grant), "5:19", "groups stand under 'groups:'");
  }

  @Test
  void aConditionThatIsNoExpressionIsAnError() {
    assertThat(said(rule("when: user.title ==\ngrant: { drone: { server: user } }")))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).contains("error: in 'when': "));
  }

  @Test
  void aConditionBeyondTheLimitsIsAnError() {
    String deep = "(".repeat(60) + "user.active" + ")".repeat(60);
    String longOne = "user.title == \"" + "x".repeat(5_000) + "\"";
    String wide = String.join(" || ", Collections.nCopies(200, "user.active"));
    for (String expression : List.of(deep, longOne)) {
      assertThat(said(rule("when: " + expression + "\ngrant: { drone: { server: user } }")))
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).contains("limit").hasSizeLessThan(400));
    }
    assertThat(said(rule("when: " + wide + "\ngrant: { drone: { server: user } }"))).isEmpty();
  }
}
