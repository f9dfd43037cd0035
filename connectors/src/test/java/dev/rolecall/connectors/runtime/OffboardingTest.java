package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.ModelTool;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ChecklistItem;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checklist of somebody who leaves, against a real broker. */
class OffboardingTest {

  private static final AtomicInteger NEXT = new AtomicInteger();

  private World world;

  @BeforeEach
  void aToolWhoseAccountsArePeoplesToDelete() throws InterruptedException {
    world = new World("offboarding-" + NEXT.incrementAndGet(), deletedByHand());
    world.control(Mode.ENFORCE, 1, "acme/**");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatAPersonHasToDoStaysOpenUntilTheToolShowsIt() {
    String ada = world.model.account("ada", Presence.ACTIVE).id();
    world.start("one", DriftTest.looksOften());
    world.wants("ada", "acme/web", "writer");
    world.awaitApplied("ada", State.CONVERGED);
    world.leaves("ada");
    world.awaitApplied("ada", State.BLOCKED);

    assertThat(items())
        .containsExactly(
            "CREDENTIALS DONE",
            "INVITATIONS VERIFIED",
            "MEMBERSHIPS VERIFIED",
            "ACCOUNT_DELETED MANUAL");
    Status open = Objects.requireNonNull(world.status("ada"));
    assertThat(open.getChecklist().getLast().getDetail()).isEqualTo("People → Remove");
    // Once it is blocked it is looked at with a pace of its own.
    world.await("looks", () -> world.model.calls.size() > 8);
    assertThat(world.model.journal())
        .containsOnlyOnce("ada: revoke the credentials of the account");
    assertThat(audit(AuditType.MANUAL_NEEDED))
        .extracting(AuditEntry::getPhase)
        .containsExactly(Phase.SKIPPED);

    world.model.delete(ada);
    world.awaitState("ada", State.OFFBOARDED);
    assertThat(items()).hasSize(4).allMatch(it -> it.endsWith(" VERIFIED"));
    assertThat(audit(AuditType.OFFBOARDED)).hasSize(1);
    assertThat(audit(AuditType.FINDING))
        .extracting(AuditEntry::getMessage)
        .contains("offboarding, account deleted: verified");
  }

  @Test
  void anAccountThatWeNeverWorkedOnIsLeftAloneHoweverOftenItIsSeen() {
    world.model.account("ada", Presence.ACTIVE);
    world.start("one");
    world.leaves("ada");
    world.awaitApplied("ada", State.BLOCKED);
    int looks = world.model.calls.size();
    world.await("looks", () -> world.model.calls.size() > looks + 1);

    assertThat(world.model.journal()).isEmpty();
    assertThat(world.links()).isEmpty();
    assertThat(items()).contains("CREDENTIALS LEFTOVER", "MEMBERSHIPS VERIFIED");
  }

  private List<String> items() {
    Status status = Objects.requireNonNull(world.status("ada"));
    return status.getChecklist().stream().map(OffboardingTest::item).toList();
  }

  private static String item(ChecklistItem item) {
    return item.getItem() + " " + item.getState();
  }

  private List<AuditEntry> audit(AuditType type) {
    return world.audit().stream().filter(it -> it.getType() == type).toList();
  }

  private static ToolDescriptor deletedByHand() {
    ToolDescriptor model = ModelTool.describe(List.of());
    Map<Ability, Support> capabilities = new HashMap<>(model.capabilities());
    capabilities.put(Ability.DELETE_ACCOUNT, Support.MANUAL);
    return new ToolDescriptor(
        model.type(),
        model.edition(),
        model.scopes(),
        List.of(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.REVOKE_ROLES),
        capabilities,
        Map.of(Ability.DELETE_ACCOUNT, "People → Remove"),
        List.of(),
        model.calls());
  }
}
