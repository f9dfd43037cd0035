package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.Trigger;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BundlesTest {

  @Test
  void aPublishedPolicyIsInTheLogAndForAllPeople() {
    Decision decision = new Acme().send(publish("d1"));

    assertThat(decision.facts())
        .extracting(Fact::key)
        .containsExactly(Keys.bundle(Keys.POLICY_DIRECTORY));
    PeopleRecord copy = decision.people().getFirst();
    assertThat(copy.key()).isEqualTo(Keys.PEOPLE_BUNDLE);
    PeopleEntry entry = Objects.requireNonNull(copy.entry());
    assertThat(((BundleState) entry.getBody()).getVersion()).isEqualTo(1);
    assertThat(entry.getCause().getTrigger()).isEqualTo(Trigger.POLICY);
    assertThat(decision.audit().getFirst().getType()).isEqualTo(AuditType.POLICY_PUBLISHED);
  }

  @Test
  void theSamePolicyAgainChangesNothingAndANewOneHasTheNextVersion() {
    Acme acme = Acme.with(publish("d1"));
    Decision again = acme.send(publish("d1"));
    assertThat(((Accepted) again.outcome().getResult()).getChanged()).isFalse();
    assertThat(again.people()).isEmpty();
    assertThat(acme.accepted(publish("d2")).getVersion()).isEqualTo(2);
  }

  @Test
  void aPlanForAnotherPolicyThanTheOneInForceIsRefusedAndSaysWhatToDo() {
    Acme acme = new Acme();
    assertThat(acme.rejected(publish("d1", null, 1L)).getDetail())
        .isEqualTo(
            "no policy is in force, not the one that this was made for; plan again and apply the new plan");
    assertThat(acme.accepted(publish("d1", null, 0L)).getVersion()).isEqualTo(1);

    Rejected late = acme.rejected(publish("d2", null, 0L));
    assertThat(late.getRefusal()).isEqualTo(Refusal.VERSION_MISMATCH);
    assertThat(late.getCurrentVersion()).isEqualTo(1);
    assertThat(late.getDetail()).contains("version 1 of the policy is in force", "plan again");
    assertThat(acme.accepted(publish("d2", null, 1L)).getVersion()).isEqualTo(2);
  }

  @Test
  void aRepeatedPublicationOfWhatIsInForceIsNoConflict() {
    Acme acme = Acme.with(publish("d1", null, 0L));
    assertThat(acme.accepted(publish("d1", null, 0L)).getChanged()).isFalse();
  }

  @Test
  void theAuditSaysWhichPolicyWasPublished() {
    Acme acme = new Acme();
    assertThat(acme.send(publish("d1", "c0ffee", null)).audit().getFirst().getMessage())
        .isEqualTo("version 1: 1 file, git commit c0ffee, digest d1");
    assertThat(acme.send(publish("d2")).audit().getFirst().getMessage())
        .isEqualTo("version 2: 1 file, not from a git commit, digest d2");
  }

  @Test
  void aBrokenPolicyIsRefusedWithItsProblemsAndTheOldOneStays() {
    Acme acme = Acme.with(publish("d1"));
    acme.bundles = bundle -> List.of("rules.yaml:3:5 unknown key grnt");
    Rejected rejected = acme.rejected(publish("d2"));

    assertThat(rejected.getRefusal()).isEqualTo(Refusal.INVALID);
    assertThat(rejected.getDetail()).contains("rules.yaml:3:5 unknown key grnt");
    DirectoryState policy = new DirectoryState(Keys.POLICY_DIRECTORY, acme.tables);
    BundleState stays = Objects.requireNonNull(policy.bundle());
    assertThat(stays.getBundle().getDigest()).isEqualTo("d1");
  }

  @Test
  void anEndlessListOfProblemsIsCut() {
    Acme acme = new Acme();
    acme.bundles = bundle -> Collections.nCopies(5_000, "x".repeat(10_000));
    String detail = acme.rejected(publish("d1")).getDetail();
    assertThat(detail.length()).isLessThan(10_000);
    assertThat(detail).endsWith("and 4980 more");
  }
}
