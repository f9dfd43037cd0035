package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.problems;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What teams of a tool may do with its resources. */
class BindingsTest {

  private static List<Problem> wrong(String content) {
    return problems(Acme.MANY, policy("bindings:\n  " + content + "\n"));
  }

  @Test
  void holderResourceAndRoleAreRead() {
    Policy policy =
        usable(
            Acme.MANY,
            policy(
                """
                bindings:
                  buildkite:
                    "team:payments": { "pipeline:deploy": build_and_read, "suite:unit": edit }
                """));
    assertThat(policy.bindings())
        .containsExactly(
            new Binding("buildkite", "team:payments", "pipeline:deploy", "build_and_read"),
            new Binding("buildkite", "team:payments", "suite:unit", "edit"));
  }

  @Test
  void aPolicyThatSaysNothingBindsNothing() {
    assertThat(usable(Acme.MANY, policy("")).bindings()).isEmpty();
  }

  @Test
  void whatTheToolDoesNotHaveIsAMistakeWithWhatItHas() {
    assertThat(wrong("buildkite: { 'group:x': { 'pipeline:y': read_only } }"))
        .extracting(Problem::message, Problem::remedy)
        .containsExactly(
            tuple("buildkite has no teams or groups like 'group:x'", "write one of: team:{}"));
    assertThat(wrong("buildkite: { 'team:x': { 'registry:y': read_only } }"))
        .extracting(Problem::remedy)
        .containsExactly("write one of: pipeline:{}, suite:{}");
    assertThat(wrong("buildkite: { 'team:x': { 'pipeline:y': reed_only } }"))
        .extracting(Problem::message)
        .containsExactly("buildkite has no role 'reed_only' in pipeline:{} (resource)");
    assertThat(wrong("drone: { 'team:x': { 'pipeline:y': read_only } }"))
        .extracting(Problem::message)
        .containsExactly("drone has no teams or groups of its own that are bound to something");
  }

  @Test
  void aToolThatIsNotConfiguredIsAWarning() {
    assertThat(wrong("other: { 'team:x': { 'pipeline:y': read_only } }"))
        .extracting(Problem::severity)
        .containsExactly(Severity.WARNING);
  }

  @Test
  void oneBindingStandsInOneFileOnly() {
    String content = "bindings: { buildkite: { 'team:x': { 'suite:y': read } } }\n";
    assertThat(
            problems(
                Acme.MANY,
                policy(content),
                Acme.file("b.yaml", "version: 1\npolicy: b\n" + content)))
        .extracting(Problem::message)
        .containsExactly(
            "the binding of 'buildkite team:x suite:y' is here twice, first at a.yaml:3");
  }

  @Test
  void whatOnlyAPersonCanBindIsAWarning() {
    ToolShape tool =
        new ToolShape(
            "circleci",
            null,
            List.of(),
            List.of(
                new BindingShape(
                    "group:{}", "context:{}", List.of("use"), Optional.of("binding: by hand"))));
    assertThat(
            problems(
                new Tools(Map.of("circleci", tool)),
                policy("bindings: { circleci: { 'group:x': { 'context:y': use } } }\n")))
        .extracting(Problem::message)
        .containsExactly(
            "in 'context:y' of circleci not everything can be done for you: binding: by hand");
  }
}
