package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Mistakes.rule;
import static dev.rolecall.policy.Mistakes.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every mistake is reported with its place and, where one is known, its remedy. */
class ProblemsTest {
  @Test
  void anUnknownKeyIsAnErrorThatNamesTheNearestKnownOne() {
    says("ruels: []\n", "3:1", "unknown key 'ruels'", "did you mean 'rules'?");
    says(
        rule("group: g\nwhen: user.active\ngrant: { drone: { server: user } }"),
        "5:5",
        "unknown key 'group' in a rule",
        "did you mean 'groups'?");
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
    says(rule("groups: []\ngrant: { drone: { server: user } }"), "5:13", "'groups' lists nothing");
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
    says(rule("groups: 'a:{x|upper}'" + grant), "5:13", "is not a capture");
    says(rule("groups: 'a:{x=b:c:d}'" + grant), "5:13", "more than one colon");
    says(rule("groups: 'a:{x=b*:c}'" + grant), "5:13", "renames a word with '*'");
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
}
