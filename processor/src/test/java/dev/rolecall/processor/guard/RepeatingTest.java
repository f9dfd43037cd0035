package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking again, at a tool or at somebody, and saying by hand whose an account is. */
class RepeatingTest {

  private final GuardMemory known = new GuardMemory();

  RepeatingTest() {
    known.propose("drone", GuardProposals.control(1, Mode.ENFORCE), NOON);
  }

  @Test
  void aToolIsLookedAtAgainByOtherSettings() {
    Control before = control();
    GuardDecision decision = resync("look-1", null);
    assertThat(control().getResync()).isEqualTo("look-1");
    assertThat(control().getDigest()).isNotEqualTo(before.getDigest());
    assertThat(control().getVersion().getCounter()).isEqualTo(2);
    assertThat(control().getMode()).isEqualTo(before.getMode());
    assertThat(decision.audit())
        .extracting(AuditEntry::getType)
        .containsExactly(AuditType.RESYNC_ASKED);
    resync("look-2", null);
    assertThat(control().getResync()).isEqualTo("look-2");
    assertThat(control().getVersion().getCounter()).isEqualTo(3);
  }

  @Test
  void laterSettingsKeepTheRequest() {
    resync("look-1", null);
    known.propose("drone", GuardProposals.control(2, Mode.ADDITIVE), NOON);
    assertThat(control().getMode()).isEqualTo(Mode.ADDITIVE);
    assertThat(control().getResync()).isEqualTo("look-1");
    // The same settings of the next bundle are no other settings.
    GuardDecision same = known.propose("drone", GuardProposals.control(3, Mode.ADDITIVE), NOON);
    assertThat(same.records()).isEmpty();
  }

  @Test
  void pausesAndRequestsDoNotLoseEachOther() {
    pause("p1", true);
    resync("look-1", null);
    assertThat(control().getPaused()).isTrue();
    pause("p2", false);
    assertThat(control().getPaused()).isFalse();
    assertThat(control().getResync()).isEqualTo("look-1");
    GuardDecision same = known.propose("drone", GuardProposals.control(2, Mode.ENFORCE), NOON);
    assertThat(same.records()).isEmpty();
    pause("p3", true);
    assertThat(known.propose("drone", GuardProposals.control(3, Mode.ENFORCE), NOON).records())
        .isEmpty();
  }

  @Test
  void aToolWithoutSettingsIsNotLookedAt() {
    GuardDecision decision =
        new GuardMemory()
            .propose(GuardProposals.order(new Resync(List.of("drone"), null), "look-1"), NOON);
    assertThat(decision.records()).isEmpty();
    assertThat(decision.audit().getFirst().getOutcome()).isEqualTo(Result.FAILURE);
  }

  @Test
  void ofAPersonTheSameAccessIsWrittenAgainInTheOperatorsName() {
    Access before = ada();
    GuardDecision decision = resync("look-1", "acme/ada");
    Access after = known.has("acme/ada");
    assertThat(after.getVersion().getCounter()).isGreaterThan(before.getVersion().getCounter());
    assertThat(AccessContent.of(after)).isEqualTo(AccessContent.of(before));
    assertThat(after.getCause().getActor().getName()).isEqualTo("alice");
    assertThat(decision.audit().getFirst().getPerson()).isEqualTo("ada");
    assertThat(control().getResync()).isEmpty();
  }

  @Test
  void whoHasNoAccessIsNotLookedAtAndTheAuditSaysSo() {
    GuardDecision decision = resync("look-1", "acme/nobody");
    assertThat(decision.records()).isEmpty();
    assertThat(decision.audit().getFirst().getOutcome()).isEqualTo(Result.FAILURE);
  }

  @Test
  void aLinkByHandIsWrittenAndTheAccessAgain() {
    Access before = ada();
    GuardDecision decision = link("acme/ada", "k1", "4711");
    Link link = requireNonNull(known.links.get("k1"));
    assertThat(link.getAccount()).isEqualTo(new NativeAccount("4711", "ada.l", "unknown"));
    assertThat(link.getPerson()).isEqualTo("ada");
    assertThat(link.getDirectory()).isEqualTo("acme");
    assertThat(link.getFoundBy()).isEqualTo("by hand");
    assertThat(link.getActor().getName()).isEqualTo("alice");
    assertThat(known.has("acme/ada").getVersion().getCounter())
        .isGreaterThan(before.getVersion().getCounter());
    // The connector learns whose account it is before it works on the access.
    assertThat(decision.records().getFirst()).isInstanceOf(GuardDecision.Written.OfLink.class);
    assertThat(decision.audit())
        .extracting(AuditEntry::getType)
        .containsExactly(AuditType.LINK_SET);
  }

  @Test
  void aLinkThatIsTakenBackHasNoAccount() {
    ada();
    link("acme/ada", "k1", null);
    assertThat(requireNonNull(known.links.get("k1")).getAccount()).isNull();
  }

  @Test
  void theKeyIsTheOneThatThePersonClaimed() {
    ada();
    link("acme/ada", "another", "4711");
    assertThat(known.links).containsOnlyKeys("k1");
  }

  @Test
  void anAccountKeyOfSomebodyElseIsNotLinked() {
    ada();
    GuardDecision decision = link("acme/eve", "k1", "4711");
    assertThat(decision.records()).isEmpty();
    assertThat(decision.audit().getFirst().getOutcome()).isEqualTo(Result.FAILURE);
  }

  @Test
  void whoHasNoAccessYetIsLinkedForLater() {
    link("acme/new", "k9", "4711");
    assertThat(known.links).containsOnlyKeys("k9");
    assertThat(known.accesses).isEmpty();
  }

  private Access ada() {
    known.propose("drone", GuardProposals.joiner("ada", "k1", "user"), NOON);
    return known.has("acme/ada");
  }

  private GuardDecision link(String person, String key, @Nullable String account) {
    return known.propose(
        GuardProposals.order(new SetLink("drone", person, key, account, "ada.l"), "link-1"), NOON);
  }

  private GuardDecision resync(String command, @Nullable String person) {
    return known.propose(GuardProposals.order(new Resync(List.of("drone"), person), command), NOON);
  }

  private void pause(String command, boolean paused) {
    known.propose(
        GuardProposals.order(new PauseTools(List.of("drone"), paused, null), command), NOON);
  }

  private Control control() {
    return requireNonNull(known.control("drone"));
  }
}
