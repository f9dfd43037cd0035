package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.MANY;
import static dev.rolecall.policy.Acme.NOW;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Groups by words that mean others, by id, and of one directory. */
class SelectorsTest {

  private static final String DRONE = "drone: { server: user }";

  private static Policy rule(String selection, String grant) {
    return usable(
        MANY, policy("rules: [{ id: r, " + selection + ", grant: { " + grant + " } }]\n"));
  }

  private static Subject in(String directory, GroupMembership group) {
    SortedMap<String, Object> attributes = new TreeMap<>();
    return new Subject(directory, "x", true, attributes, List.of(group));
  }

  private static boolean holds(Policy policy, Subject subject) {
    return Resolution.resolve(subject, policy, NOW).values().stream()
        .anyMatch(grants -> !grants.isEmpty());
  }

  @Test
  void aWordCanStandForARole() {
    Policy policy =
        rule(
            "groups: 'GitLab {scope} {role=Devs:developer|Maintainers:maintainer}'",
            "gitlab: { '{scope}': '{role}' }");
    assertThat(person("a").in("gitlab web devs").roles("gitlab", policy))
        .containsExactly("web=developer");
    assertThat(person("a").in("GitLab web Maintainers").roles("gitlab", policy))
        .containsExactly("web=maintainer");
    assertThat(person("a").in("GitLab web developer").roles("gitlab", policy)).isEmpty();
  }

  @Test
  void aWordThatStandsForNoRoleIsAnError() {
    assertThat(
            problems(
                    MANY,
                    policy(
                        "rules: [{ id: r, groups: 'g:{s}:{r=Devs:develper}', grant: { gitlab: {"
                            + " '{s}': '{r}' } } }]\n"))
                .toString())
        .contains("gitlab has no role 'develper'", "did you mean 'developer'?");
  }

  @Test
  void whatACaptureTakesCanBePutIntoLowerCase() {
    Policy policy = rule("groups: 'g:{s/**|lower}'", "gitlab: { '{s}': guest }");
    assertThat(person("a").in("G:Acme/Web").roles("gitlab", policy))
        .containsExactly("acme/web=guest");
  }

  @Test
  void aGroupCanBeMeantByTheIdOfTheIdentityProviderOrByOurs() {
    GroupMembership known = new GroupMembership("our-1", "admins", "8F1C-aa", NOW);
    GroupMembership sameName = new GroupMembership("our-2", "admins", "other", NOW);
    for (String selection :
        List.of(
            "group-id: 8f1c-AA",
            "group-id: [x, our-1]",
            "groups: { group-id: 8f1c-aa }",
            "groups: [somebody, { group-id: 8f1c-aa }]",
            "all-groups: [{ group-id: 8f1c-aa }]")) {
      Policy policy = rule(selection, DRONE);
      assertThat(holds(policy, in("okta", known))).as(selection).isTrue();
      assertThat(holds(policy, in("okta", sameName))).as(selection).isFalse();
    }
    Policy except = rule("groups: admins, except: { groups: [{ group-id: other }] }", DRONE);
    assertThat(holds(except, in("okta", known))).isTrue();
    assertThat(holds(except, in("okta", sameName))).isFalse();
  }

  @Test
  void aRuleCanSpeakOfOneDirectoryOnly() {
    GroupMembership group = new GroupMembership("1", "admins", null, NOW);
    Policy policy = rule("groups: admins, directory: [okta, entra]", DRONE);
    assertThat(holds(policy, in("okta", group))).isTrue();
    assertThat(holds(policy, in("acme", group))).isFalse();
  }

  @Test
  void mistakesInIdsAndDirectoriesAreErrors() {
    assertThat(said("group-id: ''")).contains("an id has 1 to");
    assertThat(said("groups: [{ id: x }]")).contains("unknown key 'id' in a group by its id");
    assertThat(said("directory: okta")).contains("would speak of everybody");
    assertThat(said("groups: g, directory: []")).contains("'directory' lists nothing");
  }

  private static String said(String selection) {
    return problems(
            MANY, policy("rules: [{ id: r, " + selection + ", grant: { " + DRONE + " } }]\n"))
        .toString();
  }
}
