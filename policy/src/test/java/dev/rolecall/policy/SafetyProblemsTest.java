package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.file;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Mistakes.said;
import static dev.rolecall.policy.Mistakes.says;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes in what must never happen are found before anything happens. */
class SafetyProblemsTest {
  @Test
  void aProtectionNeedsAnIdAToolAndAccounts() {
    says("protect: [{ tool: gitlab, accounts: a }]\n", "3:11", "a protection has no 'id'");
    says("protect: [{ id: a, accounts: a }]\n", "3:11", "a protection has no 'tool'");
    says("protect: [{ id: a, tool: gitlab }]\n", "3:11", "names no account");
    says("protect: [{ id: a, tool: gitlab, accounts: [] }]\n", "3:11", "names no account");
    says("protect: [{ id: a, tool: gitlab, accounts: ['', b] }]\n", "3:45", "1 to 512 characters");
    says(
        "protect: [{ id: a, tool: gitlap, accounts: a }]\n",
        "3:26",
        "warning: 'gitlap' is not configured: protects nothing",
        "did you mean 'gitlab'?");
    says(
        "protect: [{ id: a, tool: gitlab, acounts: a, accounts: b }]\n",
        "3:34",
        "did you mean 'accounts'?");
    says(
        "protect: [{ id: a, tool: gitlab, accounts: b, alert: on-change }]\n",
        "3:54",
        "unknown alert 'on-change'",
        "on-any-change");
  }

  @Test
  void anIdGivenTwiceIsAnErrorInWhicheverFile() {
    String section = "protect: [{ id: a, tool: gitlab, accounts: a }]\n";
    assertThat(
            problems(
                Acme.MANY, policy(section), file("b.yaml", "version: 1\npolicy: b\n" + section)))
        .singleElement()
        .hasToString(
            "b.yaml:3:17: error: protection 'a' is here twice, first at a.yaml:3"
                + " (rename or remove one)");
  }

  @Test
  void whatIsKeptMustBeARoleInAScopeOfTheTool() {
    String before = "protect: [{ id: a, tool: ";
    says(
        before + "gitlab, accounts: a, keep: { acme: onwer } }]\n",
        "3:61",
        "gitlab has no role 'onwer'",
        "did you mean 'owner'?");
    says(
        before + "buildkite, accounts: a, keep: { orgg: admin } }]\n",
        "3:58",
        "buildkite has no scope 'orgg'",
        "did you mean 'org'?");
    says(before + "gitlab, accounts: a, keep: { 'acme/*': owner } }]\n", "3:55", "is a pattern");
    says(before + "gitlab, accounts: a, keep: { acme: [] } }]\n", "3:61", "no role");
    says(
        before + "gitlab, accounts: a, keep: { acme: [owner, developer] } }]\n",
        "3:61",
        "gitlab is a ladder: one role in 'acme' can be kept");
  }

  @Test
  void holdersAreAtLeastOneOfARoleThereIs() {
    says("min-holders: { gitlab: { acme: { owner: 0 } } }\n", "3:41", "from 1 to 1000");
    says("min-holders: { gitlab: { acme: { owner: two } } }\n", "3:41", "not a whole number");
    says("min-holders: { gitlab: { acme: { ower: 2 } } }\n", "3:34", "did you mean 'owner'?");
    says("min-holders: { gitlab: { 'acme/**': { owner: 2 } } }\n", "3:26", "name each scope");
    says("min-holders: { gitlab: { acme: 2 } }\n", "3:32", "is a mapping, not a number");
    says("min-holders: { gtlab: { acme: { owner: 2 } } }\n", "3:16", "holders are not counted");
    String section = "min-holders: { gitlab: { acme: { owner: 2 } } }\n";
    assertThat(
            problems(
                Acme.MANY, policy(section), file("b.yaml", "version: 1\npolicy: b\n" + section)))
        .singleElement()
        .asString()
        .contains("min-holders of 'gitlab acme owner' is here twice, first at a.yaml:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "revokes: { percent: 0 }           | 'percent' is not a whole number from 1 to 100",
        "revokes: { percent: 101 }         | 'percent' is not a whole number from 1 to 100",
        "revokes: { percent: 20.5 }        | 'percent' is not a whole number",
        "revokes: { percent: '20' }        | 'percent' is not a whole number",
        "revokes: { at-least: -1 }         | 'at-least' is not a whole number",
        "revokes: { max: 99999999999999 }  | 'max' is not a whole number",
        "revokes: { window: 1h }           | '1h' is not a duration",
        "revokes: { window: PT0S }         | more than nothing and at most PT168H",
        "revokes: { window: P8D }          | more than nothing and at most PT168H",
        "revokes: { window: -PT1H }        | is not a duration",
        "revokes: { window: P1M }          | is not a duration",
        "revokes: { window: 60 }           | 'window' is text, not a number",
        "revokes: { at-least: 9, max: 8 }  | the percentage would never count",
        "revokes: 5                        | is a mapping, not a number",
        "revoke: { max: 5 }                | did you mean 'revokes'?",
        "policy-change: { max: 5 }         | unknown key 'max'",
        "leavers: { percent: 5 }           | unknown key 'percent'",
        "elevated-grants: { max: -5 }      | 'max' is not a whole number",
        "empty-snapshot: holds             | did you mean 'hold'?",
      })
  void aLimitIsAMeaningfulNumberOrSpan(String limit, String message) {
    assertThat(said("limits: { " + limit + " }\n")).singleElement().asString().contains(message);
  }

  @Test
  void aLimitInTwoFilesIsAnErrorSinceNeitherIsMore() {
    assertThat(
            problems(
                Acme.MANY,
                policy("limits: { revokes: { max: 5 }, leavers: { burst: 3 } }\n"),
                file("b.yaml", "version: 1\npolicy: b\nlimits: { revokes: { max: 5 } }\n")))
        .singleElement()
        .asString()
        .contains("b.yaml:3:20", "limit 'revokes' is here twice, first at a.yaml:3");
  }

  @Test
  void elevatedRolesAreRolesThatTheToolHas() {
    says("elevated: { gitlab: [ownr] }\n", "3:22", "did you mean 'owner'?");
    says("elevated: { gitlab: { acme: ownr } }\n", "3:29", "did you mean 'owner'?");
    says("elevated: { jenkins: { 'foldr:*': [deploy] } }\n", "3:24", "has no scope 'foldr:*'");
    says("elevated: { jenkins: { global: [] } }\n", "3:32", "no role");
    says("elevated: { jenkins: 5 }\n", "3:22", "is text, not a number");
    says("elevated: { jenkin: [administer] }\n", "3:13", "elevates nothing");
    assertThat(said("elevated: { jenkins: { '**': deploy, 'folder:*-prod': build } }\n")).isEmpty();
  }

  @Test
  void anInvariantHasAConditionAndWhatItForbids() {
    says("invariants: [{ when: user.active, never: all-tools }]\n", "3:14", "has no 'id'");
    says("invariants: [{ id: a, never: all-tools }]\n", "3:14", "has no 'when'");
    says("invariants: [{ id: a, when: user.active }]\n", "3:14", "has no 'never'");
    says(
        "invariants: [{ id: a, when: usr.active, never: all-tools }]\n",
        "3:29",
        "in 'when': there is no 'usr.active'");
    says(
        "invariants: [{ id: a, when: user.actve, never: all-tools }]\n",
        "3:29",
        "did you mean 'user.active'?",
        "^");
    says("invariants: [{ id: a, when: user.active, never: tools }]\n", "3:49", "'all-tools'");
    says("invariants: [{ id: a, when: user.active, never: {} }]\n", "3:49", "names no tool");
    says(
        "invariants: [{ id: a, when: user.active, never: { gitlab: { a: king } } }]\n",
        "3:64",
        "gitlab has no role 'king'");
    says(
        "invariants: [{ id: a, when: user.active, never: { drone: { a: user } } }]\n",
        "3:60",
        "drone has no scope 'a'");
  }

  @Test
  void limitsOfTemporaryGrantsAreStatedOnceAndMeanSomething() {
    says("temporary-limits: { max-duration: P2W }\n", "3:35", "is not a duration");
    says("temporary-limits: { max-duration: P367D }\n", "3:35", "at most PT8784H");
    says("temporary-limits: { require: [reasons] }\n", "3:31", "did you mean 'reason'?");
    says("temporary-limits: { self-approval: never }\n", "3:36", "true or false");
    says("temporary-limits: { max: P2D }\n", "3:21", "unknown key 'max'");
    String section = "temporary-limits: { self-approval: false }\n";
    assertThat(
            problems(
                Acme.MANY, policy(section), file("b.yaml", "version: 1\npolicy: b\n" + section)))
        .singleElement()
        .asString()
        .contains("section 'temporary-limits' is here twice, first at a.yaml:3");
  }
}
