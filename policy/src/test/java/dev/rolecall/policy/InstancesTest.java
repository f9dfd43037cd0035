package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One rule serves many instances of a tool. */
class InstancesTest {

  private static final ToolShape CONTROLLER =
      new ToolShape("jenkins", "jenkins", Acme.JENKINS.scopes());

  private static final ToolShape ANOTHER =
      new ToolShape(
          "jenkins",
          "jenkins",
          List.of(new ScopeShape("everything", "global", RoleKind.SET, List.of("read"))));

  private static Tools tools(ToolShape third) {
    Map<String, ToolShape> byName = new HashMap<>();
    byName.put("drone", Acme.DRONE);
    byName.put("jenkins-eu", CONTROLLER);
    byName.put("jenkins-us", CONTROLLER);
    byName.put("builds", third);
    return new Tools(byName);
  }

  private static final Tools TOOLS = tools(CONTROLLER);

  private static List<String> holding(Policy policy, String... groups) {
    return person("ana").in(groups).by(policy).entrySet().stream()
        .filter(tool -> !tool.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Test
  void aPatternMeansAllWhoseNamesFit() {
    Policy policy = usable(TOOLS, rule("groups: g", "'jenkins-*': { global: read }"));
    assertThat(holding(policy, "g")).containsExactly("jenkins-eu", "jenkins-us");
  }

  @Test
  void aFamilyMeansAllThatTheConfigurationPutsIntoIt() {
    Policy policy = usable(TOOLS, rule("groups: g", "jenkins: { global: read }"));
    assertThat(holding(policy, "g")).containsExactly("builds", "jenkins-eu", "jenkins-us");
  }

  @Test
  void aCaptureMeansTheOneThatTheGroupNames() {
    Policy policy =
        usable(
            TOOLS,
            rule(
                "groups: 'ci:{tool=jenkins-*|builds}:{scope}:{role}'",
                "'{tool}': { 'folder:{scope}': '{role}' }"));
    assertThat(holding(policy, "CI:Jenkins-EU:web:build")).containsExactly("jenkins-eu");
    assertThat(holding(policy, "ci:builds:web:deploy")).containsExactly("builds");
    assertThat(holding(policy, "ci:drone:web:build")).isEmpty();
    Subject nowhere = person("ana").in("ci:jenkins-asia:web:build").subject();
    assertThat(Resolution.explain(nowhere, policy, Acme.NOW).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.kind()).isEqualTo(Resolution.Finding.Kind.UNKNOWN_TOOL);
          assertThat(finding.message()).isEqualTo("there is no tool 'jenkins-asia'");
        });
  }

  @Test
  void aRoleHasToExistOnEachOfThem() {
    assertThat(
            problems(tools(ANOTHER), rule("groups: g", "jenkins: { 'folder:web': build }"))
                .toString())
        .contains("builds has no scope 'folder:web'");
    assertThat(
            problems(
                    tools(ANOTHER),
                    rule(
                        "groups: 'ci:{tool=builds}:{role=read|administer}'",
                        "'{tool}': { global: '{role}' }"))
                .toString())
        .contains("builds has no role 'administer'");
  }

  @Test
  void capsDeniesAndSeparationsMeanFamiliesAndPatternsToo() {
    PolicyFile file =
        policy(
            """
            rules:
              - { id: r, groups: g, grant: { jenkins: { global: [read, administer] } } }
            caps: [{ id: c, groups: vendors, max: { 'jenkins-*': read } }]
            denies: [{ id: d, groups: interns, from: jenkins }]
            """);
    Policy policy = usable(TOOLS, file);
    assertThat(person("v").in("g", "vendors").roles("jenkins-eu", policy))
        .containsExactly("global=read");
    assertThat(person("v").in("g", "vendors").roles("builds", policy)).hasSize(2);
    assertThat(holding(policy, "g", "interns")).isEmpty();
  }

  @Test
  void aCaptureThatCouldNameAnyToolIsAnError() {
    assertThat(
            problems(TOOLS, rule("groups: 'ci:{tool}:{x}'", "'{tool}': { global: read }"))
                .toString())
        .contains("{tool} may take any name", "{tool=jenkins-*}");
    assertThat(
            problems(TOOLS, rule("groups: 'ci:{tool=builds}'", "'{tol}': { global: read }"))
                .toString())
        .contains("'groups' captures no {tol}", "did you mean 'tool'?");
    assertThat(
            problems(TOOLS, rule("groups: 'ci:{tool=builds}'", "'x-{tool}': { global: read }"))
                .toString())
        .contains("is not the name of a tool");
    assertThat(
            problems(TOOLS, rule("groups: 'ci:{tool=jankins-*}'", "'{tool}': { global: read }"))
                .toString())
        .contains("'jankins-*' is not configured");
  }

  private static PolicyFile rule(String selection, String grant) {
    return policy("rules: [{ id: r, " + selection + ", grant: { " + grant + " } }]\n");
  }
}
