package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.active;
import static dev.rolecall.processor.access.Acme.bundle;
import static dev.rolecall.processor.access.Acme.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Standing;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One application for all tests, because its stores are dear to open: each has its own people. */
class FindingsTest {

  private static final String POLICY =
      """
      version: 1
      policy: engineering
      rules:
        - id: drone-by-convention
          groups: "drone:{role}"
          grant:
            drone: { server: "{role}" }
        - id: gitlab-by-convention
          groups: "gitlab:{scope}:{role=developer|maintainer}"
          grant:
            gitlab: { "{scope}": "{role}" }
      control:
        gitlab: { mode: enforce, manage: ["**"] }
        drone: { mode: enforce, manage: [server] }
      """;

  @TempDir static Path state;

  @SuppressWarnings("NullAway.Init")
  private static AccessApplication application;

  @BeforeAll
  static void aPolicyIsInForce() {
    application = new AccessApplication(state, Acme.tools());
    application.read(bundle(1, POLICY));
    application.finishJobs();
  }

  @BeforeEach
  void forgetWhatOthersDid() {
    application.forgetOutput();
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  private static List<AuditEntry> findings() {
    return application.audit().stream()
        .filter(entry -> entry.getType() == AuditType.FINDING)
        .toList();
  }

  @Test
  void aCapturedRoleThatTheToolDoesNotHaveIsOneFindingWithWhatThereIs() {
    application.read(active("ada", "drone:usr"));
    assertThat(application.access("drone")).isEmpty();
    List<AuditEntry> found = findings();
    assertThat(found).hasSize(1);
    AuditEntry entry = found.getFirst();
    assertThat(entry.getPerson()).isEqualTo("ada");
    assertThat(entry.getMessage()).contains("usr", "user");
    assertThat(entry.getTarget()).isNotNull();
    assertThat(entry.getTarget().getTool()).isEqualTo("drone");
    assertThat(entry.getReasons().getFirst().getRule()).isEqualTo("drone-by-convention");

    application.read(active("ada", "drone:usr", "book-club"));
    assertThat(findings()).as("said once").isEmpty();
    application.read(active("ada", "drone:uer"));
    assertThat(findings()).as("another text").hasSize(1);
  }

  @Test
  void whatIsGoneIsForgottenAndSaidAgainWhenItComesBack() {
    application.read(active("bea", "drone:nobody"));
    assertThat(findings()).hasSize(1);
    application.read(active("bea"));
    application.read(active("bea", "drone:nobody"));
    assertThat(findings()).hasSize(1);
  }

  @Test
  void aLineShiftInThePolicySaysNothingAgain() {
    application.read(active("dan", "drone:someone"));
    findings();
    application.read(bundle(2, "# a comment\n\n" + POLICY));
    application.finishJobs();
    assertThat(findings()).filteredOn(entry -> "dan".equals(entry.getPerson())).isEmpty();
  }

  @Test
  void aGroupThatNearlyFollowsAConventionIsSaidOnceForAllItsMembers() {
    application.read(active("eve", "gitlab:web:mantainer"));
    List<AuditEntry> found = findings();
    assertThat(found).hasSize(1);
    AuditEntry entry = found.getFirst();
    assertThat(entry.getPerson()).isNull();
    assertThat(entry.getDirectory()).isEqualTo("acme");
    assertThat(entry.getGroup()).isEqualTo("id-of-gitlab:web:mantainer");
    assertThat(entry.getMessage())
        .contains("'gitlab:web:mantainer'", "rename it to 'gitlab:web:maintainer'");

    application.read(active("fay", "gitlab:web:mantainer"));
    assertThat(findings()).as("the same group in another person").isEmpty();
    application.read(bundle(3, POLICY.replace("developer|maintainer", "maintainer|developer")));
    application.finishJobs();
    assertThat(findings())
        .as("another policy")
        .filteredOn(each -> "id-of-gitlab:web:mantainer".equals(each.getGroup()))
        .hasSize(1);
  }

  @Test
  void whoLeftHasNoFindings() {
    application.read(person("gus", Standing.INACTIVE, "drone:nobody"));
    assertThat(findings()).filteredOn(entry -> entry.getPerson() != null).isEmpty();
  }
}
