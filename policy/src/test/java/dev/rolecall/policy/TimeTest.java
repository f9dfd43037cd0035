package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Grants that end by themselves, and those that begin. */
class TimeTest {

  private static final Instant LATER = NOW.plus(Duration.ofHours(8));

  private static final String ELEVATION =
      """
      attributes:
        contractEnd: { path: "urn:acme:2.0:User:contractEnd", type: date }
      rules:
        - { id: team, groups: team, grant: { gitlab: { web: guest } } }
        - { id: elevation, groups: "elevate:{s}", expires: { after: PT8H }, grant: { gitlab: { "{s}": owner } } }
        - { id: contract, groups: vendors, expires: { at: user.contractEnd }, grant: { drone: { server: user } } }
        - { id: open, groups: open, expires: { at: user.contractEnd, without-date: forever }, grant: { drone: { server: admin } } }
      """;

  private static final Policy POLICY = usable(MANY, policy(ELEVATION));

  private static Resolution.Resolved at(Instant at, Acme.Person person) {
    return Resolution.explain(person.subject(), POLICY, at);
  }

  @Test
  void whatEndsAfterAWhileIsMeasuredFromJoiningTheGroup() {
    Acme.Person ana = person("ana").in("team").since(NOW, "elevate:web");
    assertThat(ana.rolesAt(LATER.minusNanos(1), "gitlab", POLICY)).containsExactly("web=owner");
    assertThat(ana.rolesAt(LATER, "gitlab", POLICY)).containsExactly("web=guest");
  }

  @Test
  void theGrantSaysWhenItEndsAndTheAnswerWhenToAskAgain() {
    Acme.Person ana = person("ana").in("team").since(NOW, "elevate:web");
    assertThat(ana.grants("gitlab", POLICY).getFirst().ends()).isEqualTo(LATER);
    assertThat(at(NOW, ana).next()).contains(LATER);
    assertThat(at(LATER, ana).next()).isEmpty();
  }

  @Test
  void aRoleThatTwoRulesGiveEndsWithTheLastOfThem() {
    Policy policy =
        usable(
            MANY,
            policy(
                """
                rules:
                  - { id: a, groups: a, expires: { after: PT1H }, grant: { drone: { server: user } } }
                  - { id: b, groups: b, expires: { after: PT2H }, grant: { drone: { server: user } } }
                  - { id: c, groups: c, grant: { drone: { server: user } } }
                """));
    assertThat(person("x").in("a", "b").grants("drone", policy).getFirst().ends())
        .isEqualTo(NOW.plus(Duration.ofHours(2)));
    // Whichever of the two is met last.
    Acme.Person later = person("x").in("a").since(NOW.minus(Duration.ofMinutes(90)), "b");
    assertThat(later.grants("drone", policy).getFirst().ends())
        .isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(Resolution.explain(later.subject(), policy, NOW).next())
        .contains(NOW.plus(Duration.ofMinutes(30)));
    assertThat(person("x").in("a", "b", "c").grants("drone", policy).getFirst().ends()).isNull();
    Subject both = person("x").in("a", "b").subject();
    assertThat(Resolution.explain(both, policy, NOW).next())
        .contains(NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void aDateOfThePersonEndsItAndADayIsIncluded() {
    String path = "urn:acme:2.0:User:contractEnd";
    Acme.Person vic = person("vic").in("vendors").with(path, "2026-08-31");
    Instant midnight = Instant.parse("2026-09-01T00:00:00Z");
    assertThat(vic.rolesAt(midnight.minusSeconds(1), "drone", POLICY))
        .containsExactly("server=user");
    assertThat(vic.rolesAt(midnight, "drone", POLICY)).isEmpty();
    Acme.Person zoned = person("vic").in("vendors").with(path, "2026-08-31T23:00:00-01:00");
    assertThat(zoned.grants("drone", POLICY)).isEmpty();
    assertThat(zoned.rolesAt(midnight.minusSeconds(1), "drone", POLICY)).hasSize(1);
  }

  @Test
  void withoutADateThereIsNothingUnlessTheRuleSaysForever() {
    assertThat(person("vic").in("vendors").roles("drone", POLICY)).isEmpty();
    assertThat(person("vic").in("open").roles("drone", POLICY)).containsExactly("server=admin");
  }

  @Test
  void whatIsNoDateGivesNothingAndIsFound() {
    Acme.Person vic =
        person("vic").in("open").with("urn:acme:2.0:User:contractEnd", "end of the year");
    assertThat(vic.roles("drone", POLICY)).isEmpty();
    assertThat(at(NOW, vic).findings())
        .extracting(Resolution.Finding::kind)
        .containsExactly(Resolution.Finding.Kind.BROKEN_DATE);
  }

  @Test
  void conditionsCompareDates() {
    Policy policy =
        usable(
            MANY,
            policy(
                """
                attributes:
                  hired: { path: "urn:acme:2.0:User:hired", type: date }
                rules:
                  - id: old
                    when: user.hired < timestamp("2026-01-01T00:00:00Z")
                    grant: { drone: { server: admin } }
                """));
    String path = "urn:acme:2.0:User:hired";
    assertThat(person("a").with(path, "2025-12-31").roles("drone", policy)).hasSize(1);
    assertThat(person("a").with(path, "2026-01-01").roles("drone", policy)).isEmpty();
    assertThat(person("a").roles("drone", policy)).isEmpty();
  }

  @Test
  void aTemporaryGrantLivesExactlyInItsWindowAndForItsUserOnly() {
    Policy policy = usable(MANY, policy(temporary("2026-09-01T10:00:00Z", "2026-09-02T10:00:00Z")));
    Instant from = Instant.parse("2026-09-01T10:00:00Z");
    Instant until = Instant.parse("2026-09-02T10:00:00Z");
    Acme.Person ana = person("Ana");
    assertThat(ana.rolesAt(from.minusNanos(1), "drone", policy)).isEmpty();
    assertThat(ana.rolesAt(from, "drone", policy)).containsExactly("server=admin");
    assertThat(ana.rolesAt(until.minusNanos(1), "drone", policy)).containsExactly("server=admin");
    assertThat(ana.rolesAt(until, "drone", policy)).isEmpty();
    assertThat(person("bo").rolesAt(from, "drone", policy)).isEmpty();
    assertThat(Resolution.explain(ana.subject(), policy, NOW).next()).contains(from);
    assertThat(Resolution.explain(ana.subject(), policy, from).next()).contains(until);
  }

  @Test
  void aTemporaryGrantThatIsOverIsPointedOutByWhoHasAClock() {
    Policy policy = usable(MANY, policy(temporary("2026-08-01T10:00:00Z", "2026-08-02T10:00:00Z")));
    assertThat(policy.over(NOW))
        .singleElement()
        .hasToString(
            "a.yaml:4:1: warning: 't' was over at 2026-08-02T10:00:00Z"
                + " (remove it: the audit keeps it)");
    assertThat(policy.over(Instant.parse("2026-08-01T12:00:00Z"))).isEmpty();
  }

  @Test
  void nobodyApprovesAccessOfTheirOwnWhereThatIsForbidden() {
    String entry = temporary("2026-09-01T10:00:00Z", "2026-09-02T10:00:00Z");
    String approved = entry.replace("    grant:", "    approved-by: [li, Ana]\n    grant:");
    String limits = "temporary-limits: { self-approval: false }\n";
    assertThat(problems(MANY, policy(approved))).isEmpty();
    assertThat(problems(MANY, policy(approved + limits)))
        .singleElement()
        .asString()
        .contains("nobody approves access of their own");
  }

  @Test
  void mistakesInTimesAreErrors() {
    assertThat(said("groups: g, expires: { after: 8h }")).contains("write PT10M, PT8H or P14D");
    assertThat(said("groups: g, expires: { after: PT0S }")).contains("more than nothing");
    assertThat(said("groups: g, expires: {}")).contains("either 'after' or 'at'");
    assertThat(said("when: user.active, expires: { after: PT8H }"))
        .contains("measured from joining a group, and the rule names none");
    assertThat(said("groups: g, expires: { at: user.contractEnd }"))
        .contains("there is no 'user.contractEnd'", "declare it under 'attributes:'");
    assertThat(said("groups: g, expires: { at: user.active }")).contains("is no date");
    assertThat(said("groups: g, expires: { after: PT8H, without-date: deny }"))
        .contains("'without-date' belongs to 'at'");
    assertThat(said("groups: g, expires: { at: user.title, without-date: never }"))
        .contains("unknown word 'never'");
    assertThat(problems(MANY, policy(temporary("2026-09-02T10:00:00Z", "2026-09-01T10:00:00Z"))))
        .anyMatch(problem -> problem.message().contains("'until' is not after 'from'"));
    assertThat(problems(MANY, policy(temporary("2026-09-01T10:00:00Z", "2026-12-01T10:00:00Z"))))
        .anyMatch(problem -> problem.message().contains("'t' lasts PT2184H"));
  }

  private static String said(String selection) {
    return problems(
            MANY,
            policy("rules: [{ id: r, " + selection + ", grant: { drone: { server: user } } }]\n"))
        .toString();
  }

  private static String temporary(String from, String until) {
    return """
    temporary:
      - id: t
        user: ana
        from: %s
        until: %s
        grant: { drone: { server: admin } }
    """
        .formatted(from, until);
  }
}
