package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies of a company with all five tools, as its platform and security teams wrote them. */
class ThreeFilesTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/rolecall/policy/acme");

  private static List<PolicyFile> files() {
    List<PolicyFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(FOLDER)) {
      for (Path path : paths.sorted().toList()) {
        files.add(new PolicyFile(path.getFileName().toString(), Files.readString(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The files with one mistake in them. */
  private static List<String> after(String file, String right, String wrong) {
    List<PolicyFile> changed = new ArrayList<>();
    for (PolicyFile each : files()) {
      boolean here = each.path().startsWith(file);
      assertThat(!here || each.content().contains(right)).as(right).isTrue();
      changed.add(here ? new PolicyFile(each.path(), each.content().replace(right, wrong)) : each);
    }
    return switch (Policies.load(changed, Acme.FIVE)) {
      case Loaded.Usable usable -> usable.warnings().stream().map(Problem::toString).toList();
      case Loaded.Broken broken -> broken.problems().stream().map(Problem::toString).toList();
    };
  }

  private static Policy policy() {
    return Acme.usable(Acme.FIVE, files().toArray(PolicyFile[]::new));
  }

  @Test
  void theyLoad() {
    assertThat(Policies.load(files(), Acme.FIVE)).isInstanceOf(Loaded.Usable.class);
  }

  @Test
  void allFifteenTestsPass() {
    assertThat(PolicyTests.run(policy())).hasSize(15).allMatch(TestResult::passed);
  }

  @Test
  void aContractorIsToldWhatWasLoweredAndWhatIsTemporary() {
    Policy policy = policy();
    ResolvedGrant web =
        Acme.person("vic@vendor.example")
            .with("userType", "contractor")
            .in("gitlab:web:maintainer")
            .grants("gitlab", policy)
            .getFirst();
    assertThat(web.role()).isEqualTo("developer");
    assertThat(web.reasons())
        .singleElement()
        .satisfies(reason -> {
          assertThat(reason.rule()).isEqualTo("gitlab-by-convention");
          assertThat(reason.lowered())
              .isEqualTo(
                  new Lowered(
                      "maintainer",
                      "contractors-at-most-developer",
                      "20-contractors-and-temporary.yaml",
                      8));
        });
  }

  @Test
  void aMisspeltAttributeIsFoundWithACaret() {
    assertThat(after("10", "user.department ==", "user.departmnt =="))
        .singleElement()
        .asString()
        .startsWith("10-engineering.yaml:49:11: error: in 'when': there is no 'user.departmnt'")
        .contains("^", "did you mean 'user.department'?");
  }

  @Test
  void aTruthValueAsTextIsFound() {
    assertThat(after("30", "when: \"!user.active\"", "when: user.active == \"False\""))
        .singleElement()
        .asString()
        .startsWith("30-safety.yaml:")
        .contains("no matching overload", "bool", "string", "^");
  }

  @Test
  void aMisspeltRoleIsFoundWithTheLadder() {
    assertThat(after("10", "payments: maintainer", "payments: mantainer"))
        .anySatisfy(problem ->
            assertThat(problem)
                .startsWith("10-engineering.yaml:")
                .contains(
                    "gitlab has no role 'mantainer'",
                    "did you mean 'maintainer'?",
                    "guest < planner < reporter"));
  }

  @Test
  void aGroupThatNearlyFollowsTheConventionIsFound() {
    assertThat(NearMisses.of("gitlab:payments:mantainer", policy()))
        .singleElement()
        .satisfies(miss -> {
          assertThat(miss.rule()).isEqualTo("gitlab-by-convention");
          assertThat(miss.meant()).isEqualTo("gitlab:payments:maintainer");
        });
  }

  @Test
  void aRuleOfOneFileThatASeparationInAnotherWouldHoldBackIsFound() {
    assertThat(
            after(
                "20",
                "gitlab:  { \"{scope}\": developer }",
                "gitlab:  { \"{scope}\": maintainer }"))
        .anySatisfy(problem ->
            assertThat(problem)
                .startsWith(
                    "20-contractors-and-temporary.yaml:46:1: warning: 'elevation' gives what")
                .contains("'four-eyes-production' (30-safety.yaml:", "the second is withheld"));
  }
}
