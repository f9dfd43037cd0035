package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.file;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake is reported with its place and, where one is known, its remedy. */
class ProblemsTest {
  private static List<String> said(String content) {
    return problems(MANY, policy(content)).stream().map(Problem::toString).toList();
  }

  private static void says(String content, String place, String... words) {
    assertThat(said(content))
        .singleElement()
        .satisfies(text -> {
          assertThat(text).startsWith("a.yaml:" + place + ": ");
          assertThat(text).contains(words);
        });
  }

  private static String rule(String lines) {
    return "rules:\n  - id: r\n" + lines.indent(4);
  }

  @Test
  void anUnknownKeyIsAnErrorThatNamesTheNearestKnownOne() {
    says("ruels: []\n", "3:1", "unknown key 'ruels'", "did you mean 'rules'?");
    says(
        rule("group: g\nwhen: user.active\ngrant: { drone: { server: user } }"),
        "5:5",
        "unknown key 'group' in a rule",
        "did you mean 'groups'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caps",
        "denies",
        "temporary",
        "temporary-limits",
        "protect",
        "min-holders",
        "separate",
        "limits",
        "invariants",
        "expires"
      })
  void aSectionThatWouldNotBeEnforcedIsRefused(String section) {
    says(section + ": []\n", "3:1", "error: '" + section + "' is not supported yet");
  }

  @Test
  void anEndOnARuleIsRefusedToo() {
    says(
        rule("groups: g\nexpires: { after: PT8H }\ngrant: { drone: { server: user } }"),
        "6:5",
        "error: 'expires' is not supported yet");
  }

  @Test
  void aMisspeltRoleIsAnErrorWithTheLadderAndTheNearestRole() {
    says(
        rule("groups: g\ngrant: { gitlab: { web: mantainer } }"),
        "6:29",
        "gitlab has no role 'mantainer'",
        "did you mean 'maintainer'?",
        "guest < planner < reporter");
  }

  @Test
  void aRoleThatOnlyACaptureListsIsCheckedToo() {
    says(
        rule("groups: 'g:{scope}:{role=guest|king}'\ngrant: { gitlab: { '{scope}': '{role}' } }"),
        "6:35",
        "gitlab has no role 'king'",
        "which {role=…} in 'groups' lists");
  }

  @Test
  void aMisspeltScopeIsAnErrorWithTheNearest() {
    says(
        rule("groups: g\ngrant: { drone: { sever: user } }"),
        "6:23",
        "drone has no scope 'sever'",
        "did you mean 'server'?");
    says(
        rule("groups: 'b:{team}'\ngrant: { buildkite: { 'tem:{team}': member } }"),
        "6:27",
        "buildkite has no scope 'tem:{team}'",
        "team:{} (team)");
  }

  @Test
  void aToolThatIsNotConfiguredIsAWarningAndGrantsNothing() {
    Loaded loaded =
        Policies.load(List.of(policy(rule("groups: g\ngrant: { dron: { sever: king } }"))), TOOLS);
    assertThat(loaded)
        .isInstanceOfSatisfying(
            Loaded.Usable.class,
            usable -> {
              assertThat(usable.warnings())
                  .singleElement()
                  .hasToString(
                      "a.yaml:6:14: warning: 'dron' is not configured: grants nothing"
                          + " (did you mean 'drone'?)");
              assertThat(Acme.person("ana").in("g").by(usable.policy()))
                  .containsOnlyKeys("drone", "gitlab");
            });
  }

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
    String wide = String.join(" || ", java.util.Collections.nCopies(200, "user.active"));
    for (String expression : List.of(deep, longOne)) {
      assertThat(said(rule("when: " + expression + "\ngrant: { drone: { server: user } }")))
          .isNotEmpty()
          .allSatisfy(text -> assertThat(text).contains("limit").hasSizeLessThan(400));
    }
    assertThat(said(rule("when: " + wide + "\ngrant: { drone: { server: user } }"))).isEmpty();
  }

  @Test
  void typesThatDoNotFitAreErrors() {
    says("rules: { id: r }\n", "3:8", "'rules' is a list, not a mapping");
    says("rules: [r]\n", "3:9", "a rule is a mapping, not text");
    says("owner: 5\n", "3:8", "'owner' is text, not a number", "quotes");
    says(
        rule("where: { costCenter: 4100 }\ngrant: { drone: { server: user } }"),
        "5:26",
        "'costCenter' is text, not a number");
    says(rule("groups: g\ngrant: { drone: user }"), "6:21", "'drone' in 'grant' is a mapping");
    says(
        rule("groups: g\nexact: 'yes'\ngrant: { drone: { server: user } }"),
        "6:12",
        "'exact' is true or false");
  }

  @Test
  void aRuleThatSpeaksOfEverybodyOrGivesNothingIsAnError() {
    says(rule("grant: { drone: { server: user } }"), "4:5", "would speak of everybody");
    says(rule("groups: []\ngrant: { drone: { server: user } }"), "5:13", "lists no group");
    says(rule("where: {}\ngrant: { drone: { server: user } }"), "5:12", "names no attribute");
    says(rule("groups: g"), "4:5", "a rule without 'grant'");
    says(rule("groups: g\ngrant: {}"), "6:12", "names no tool");
    says(rule("groups: g\ngrant: { drone: {} }"), "6:14", "names no scope");
    says(rule("groups: g\ngrant: { drone: { server: [] } }"), "6:31", "grants nothing");
  }

  @Test
  void templatesThatMeanNothingClearAreErrors() {
    String grant = "\ngrant: { drone: { server: user } }";
    says(rule("groups: 'a:{scope'" + grant), "5:13", "'{' without '}'");
    says(rule("groups: 'a:scope}'" + grant), "5:13", "'}' without '{'");
    says(rule("groups: 'a:{Sc ope}'" + grant), "5:13", "is not a capture");
    says(rule("groups: 'a:{x}:{x}'" + grant), "5:13", "captured twice");
    says(rule("groups: 'a-{x}-{y}'" + grant), "5:13", "can be told apart in several ways");
    says(rule("groups: '{x/**}/{y}'" + grant), "5:13", "can be told apart in several ways");
    says(rule("groups: 'a:{x=b||c}'" + grant), "5:13", "lists a word that is empty");
    says(rule("groups: 'a:{x|lower}'" + grant), "5:13", "is not a capture");
    says(rule("all-groups: [a, 'b:{x}']" + grant), "5:21", "takes whole names");
    says(rule("groups: a\nexcept: { groups: 'b:{x}' }" + grant), "6:23", "takes whole names");
  }

  @Test
  void aGrantCanOnlyUseWhatEachAlternativeCaptures() {
    says(
        rule("groups: 'a:{team}'\ngrant: { gitlab: { '{teem}': guest } }"),
        "6:24",
        "'groups' captures no {teem}",
        "did you mean 'team'?");
    says(
        rule("groups: ['a:{team}', b]\ngrant: { gitlab: { '{team}': guest } }"),
        "6:24",
        "not every alternative of 'groups' captures {team}",
        "make two rules of it");
  }

  @Test
  void anIdGivenTwiceIsAnErrorThatNamesBothPlaces() {
    String rules = rule("groups: g\ngrant: { drone: { server: user } }");
    assertThat(problems(TOOLS, policy(rules), file("b.yaml", "version: 1\npolicy: b\n" + rules)))
        .singleElement()
        .hasToString(
            "b.yaml:4:9: error: rule 'r' is here twice, first at a.yaml:4 (rename or remove one)");
    assertThat(problems(TOOLS, policy(""), policy(""))).hasSize(2);
    assertThat(
            problems(
                TOOLS,
                policy("control: { drone: {} }\n"),
                file("b.yaml", "version: 1\npolicy: b\ncontrol: { drone: {} }\n")))
        .singleElement()
        .hasToString(
            "b.yaml:3:12: error: control of tool 'drone' is here twice, first at a.yaml:3"
                + " (rename or remove one)");
  }

  @Test
  void theHeaderIsNeeded() {
    assertThat(problems(TOOLS, file("x.yaml", "owner: me\n")))
        .extracting(Problem::remedy)
        .containsExactlyInAnyOrder("write 'version: 1'", "add 'policy:'");
    assertThat(problems(TOOLS, file("x.yaml", "version: 2\npolicy: a\n"))).hasSize(1);
    assertThat(problems(TOOLS, file("x.yaml", "version: \"1\"\npolicy: a b\n"))).hasSize(2);
  }

  @Test
  void anEmptyFolderIsAnErrorAndNeverAPolicyThatGivesNothing() {
    assertThat(problems(TOOLS)).extracting(Problem::severity).containsExactly(Severity.ERROR);
    assertThat(problems(TOOLS, file("x.yaml", "# nothing\n")))
        .extracting(Problem::message)
        .containsExactly("the file is empty");
  }

  @Test
  void controlIsChecked() {
    says("control: { gitlab: { mode: enforced } }\n", "3:28", "did you mean 'enforce'?");
    says("control: { gitlab: { manages: [a] } }\n", "3:22", "did you mean 'manage'?");
    says("control: { drone: { manage: sever } }\n", "3:29", "did you mean 'server'?");
    says("control: { drone: { manage: [''] } }\n", "3:30", "1 to 512 characters");
    says("control: { dron: { manage: [x] } }\n", "3:12", "controls nothing");
    assertThat(said("control: { drone: { manage: ['**'] }, buildkite: { manage: 'team:*' } }\n"))
        .isEmpty();
  }

  @Test
  void declaredAttributesAreChecked() {
    says("attributes: { a: contractEnd }\n", "3:18", "is not the path of an extension");
    says("attributes: { title: 'urn:a:b:c' }\n", "3:15", "already in the standard attributes");
    says("attributes: { a: { path: 'urn:a:b:c', type: flg } }\n", "3:45", "did you mean 'flag'?");
    says("attributes: { a-b: 'urn:a:b:c' }\n", "3:15", "letters, digits");
  }

  @Test
  void testsAreChecked() {
    says(
        "tests:\n  - { name: t, user: { departmnt: x }, expect: { drone: {} } }\n",
        "4:24",
        "did you mean 'department'?");
    says(
        "tests:\n  - { name: t, user: {}, expect: { drone: { server: adm1n } } }\n",
        "4:53",
        "did you mean 'admin'?");
    says("tests:\n  - { name: t, user: {}, expect: {} }\n", "4:34", "could not fail");
    says("tests:\n  - { name: t, user: {} }\n", "4:5", "has no 'expect'");
    says("tests:\n  - { name: t, expect: { drone: {} } }\n", "4:5", "has no 'user'");
    says(
        "tests:\n  - { name: t, at: today, user: {}, expect: { drone: {} } }\n",
        "4:20",
        "'today' is not an instant");
    says(
        "tests:\n  - { name: t, user: {}, expect: { circleci: { org: x } } }\n",
        "4:36",
        "not configured: not compared");
  }

  @Test
  void allProblemsAreReportedTogetherInTheOrderOfTheirPlaces() {
    assertThat(
            problems(
                TOOLS,
                file("b.yaml", "version: 1\npolicy: b\nruels: 1\n"),
                policy("caps: 1\n" + rule("groups: g\ngrant: { drone: { server: king } }")),
                file("c.yaml", "a: [\n")))
        .extracting(problem -> problem.file() + ":" + problem.line())
        .containsExactly("a.yaml:3", "a.yaml:7", "b.yaml:3", "c.yaml:2");
  }
}
