package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule that speaks of somebody says what becomes of it. */
class VoicesTest {

  private static final Policy POLICY =
      usable(
          MANY,
          policy(
              """
              rules:
                - { id: team, groups: team, grant: { gitlab: { web: developer } } }
                - { id: leads, groups: leads, grant: { gitlab: { web: owner } } }
                - { id: staff, groups: team, when: user.userType == "employee", grant: { drone: { server: user } } }
                - { id: ops, groups: ops, grant: { jenkins: { global: administer, "folder:web": read } } }
                - { id: elevation, groups: elevate, expires: { after: PT1H }, grant: { drone: { server: admin } } }
              caps:
                - { id: vendors, groups: vendors, max: { gitlab: maintainer, jenkins: [read] } }
              denies:
                - { id: hold, groups: legal-hold, from: gitlab }
              temporary:
                - { id: soon, user: vic, from: 2026-09-01T09:00:00Z, until: 2026-09-02T08:00:00Z, grant: { drone: { server: admin } } }
              """));

  private static List<String> said(Acme.Person person) {
    return Resolution.voices(person.subject(), POLICY, NOW).stream()
        .map(voice ->
            voice.reason().rule()
                + " "
                + voice.fate()
                + (voice.tool() == null ? "" : " " + voice.tool() + " " + voice.scope())
                + (voice.role() == null ? "" : " " + voice.role())
                + (voice.by() == null ? "" : " by " + voice.by().rule()))
        .toList();
  }

  @Test
  void theHigherRoleIsGivenAndTheLowerOutranked() {
    assertThat(said(person("ana").in("team", "leads")))
        .containsExactly(
            "team OUTRANKED gitlab web developer",
            "leads GIVEN gitlab web owner",
            "staff NOT_MEANT");
  }

  @Test
  void aCapAndADenySpeakAgainst() {
    assertThat(said(person("ana").in("leads", "ops", "vendors")))
        .containsExactly(
            "leads LOWERED gitlab web maintainer by vendors",
            "ops GIVEN jenkins folder:web read",
            "ops CAPPED jenkins global administer by vendors",
            "vendors AGAINST");
    assertThat(said(person("ana").in("leads", "legal-hold")))
        .containsExactly("leads DENIED gitlab web owner by hold", "hold AGAINST");
  }

  @Test
  void whatIsOverAndWhatHasNotBegunIsSaidWithItsTime() {
    Acme.Person vic = person("vic").since(NOW.minusSeconds(3600), "elevate");
    assertThat(said(vic))
        .containsExactly("elevation OVER drone server admin", "soon NOT_YET drone server admin");
    assertThat(Resolution.voices(vic.subject(), POLICY, NOW))
        .extracting(Voice::kind, Voice::until)
        .contains(
            org.assertj.core.groups.Tuple.tuple(Voice.Kind.RULE, NOW),
            org.assertj.core.groups.Tuple.tuple(Voice.Kind.TEMPORARY, NOW.plusSeconds(24 * 3600)));
  }

  @Test
  void aRuleThatDoesNotMeanThePersonSaysWhy() {
    assertThat(Resolution.voices(person("ana").in("team").subject(), POLICY, NOW))
        .filteredOn(voice -> voice.fate() == Voice.Fate.NOT_MEANT)
        .extracting(Voice::detail)
        .containsExactly("'when' or 'where' does not hold");
  }

  @Test
  void aLeaverHearsNothing() {
    assertThat(said(person("ana").in("team", "leads").suspended())).isEmpty();
  }
}
