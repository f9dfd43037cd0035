package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the coordinator reads, reports and gives back; against a real broker. */
class SweepTest {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final String SCOPE = "acme";

  private World world;

  @BeforeEach
  void aTool() throws InterruptedException {
    world = new World("sweep-" + NEXT.incrementAndGet());
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everybodyIsReportedHoweverManyTheyAreAndPartsThatAreEmptyGo() {
    world.control(Mode.OBSERVE, 1, SCOPE);
    List<String> accounts = new ArrayList<>();
    for (int i = 0; i <= 2 * ScopeReports.MOST_HOLDERS; i++) {
      String account = world.model.account("holder" + i, Presence.ACTIVE).id();
      world.model.give(account, SCOPE, "reader", Holding.DIRECT);
      accounts.add(account);
    }
    ConnectorRuntime runtime = world.start("one");
    world.await("parts", () -> world.parts().size() == 3);
    assertThat(world.parts().values())
        .allMatch(part -> part.getUnexplainedTotal() == accounts.size())
        .extracting(part -> part.getUnexplained().size())
        .containsExactlyInAnyOrder(500, 500, 1);
    assertThat(world.audit()).hasSize(accounts.size());

    world.model.delete(accounts.getFirst());
    runtime.sweep();
    world.await("fewer parts", () -> world.parts().size() == 2);
    assertThat(world.parts())
        .containsKey(Keys.scopeReport(SCOPE))
        .containsKey(Keys.scopeReport(SCOPE, 1));
    assertThat(world.audit()).hasSize(accounts.size());
  }

  @Test
  void aProtectedAccountGetsBackWhatItKeepsAndWhoeverWatchesItIsTold() {
    Keep keep = new Keep(List.of("root", "breakglass-*"), SCOPE, List.of("owner"), true);
    world.control(
        Control.newBuilder(world.settings(Mode.ENFORCE, 1, SCOPE))
            .setKeep(List.of(keep))
            .setProtect(keep.getAccounts())
            .build());
    String root = world.model.account("root", Presence.ACTIVE).id();
    String second = world.model.account("breakglass-2", Presence.ACTIVE).id();
    world.model.account("breakglass-3", Presence.ACTIVE);
    world.model.give(root, SCOPE, "owner", Holding.DIRECT);
    world.model.give(second, SCOPE, "owner", Holding.DIRECT);
    ConnectorRuntime runtime = world.start("one");
    world.await("report", () -> world.parts().size() == 1);
    assertThat(world.model.journal()).isEmpty();

    world.model.take(root, SCOPE);
    world.model.take(second, SCOPE);
    runtime.sweep();
    world.await("restored", () -> audit(AuditType.ROLE_RESTORED).size() == 6);
    assertThat(world.model.state()).containsExactly("breakglass-2 acme owner", "root acme owner");
    assertThat(audit(AuditType.ROLE_RESTORED))
        .extracting(AuditEntry::getPhase)
        .containsExactlyInAnyOrder(
            Phase.PLANNED,
            Phase.APPLIED,
            Phase.VERIFIED,
            Phase.PLANNED,
            Phase.APPLIED,
            Phase.VERIFIED);
    assertThat(audit(AuditType.PROTECTED_TOUCHED))
        .hasSize(2)
        .allSatisfy(it -> {
          assertThat(it.getBefore()).containsExactly(new Role(SCOPE, "owner"));
          assertThat(it.getAfter()).isEmpty();
        });

    int calls = world.model.sweeps.get();
    runtime.sweep();
    world.await("another sweep", () -> world.model.sweeps.get() > calls);
    assertThat(audit(AuditType.PROTECTED_TOUCHED)).hasSize(2);
  }

  @Test
  void whatIsNotEnforcedIsAFindingAndNotGivenBack() {
    Keep keep = new Keep(List.of("root"), SCOPE, List.of("owner"), false);
    world.control(
        Control.newBuilder(world.settings(Mode.ADDITIVE, 1, SCOPE)).setKeep(List.of(keep)).build());
    world.model.account("root", Presence.ACTIVE);
    world.start("one");
    world.await("finding", () -> !audit(AuditType.FINDING).isEmpty());
    assertThat(audit(AuditType.FINDING).getFirst().getMessage())
        .isEqualTo(
            "a protected account lost owner, which it is to keep: give it back by hand, or enforce"
                + " the scope");
    assertThat(world.model.journal()).isEmpty();
    world.await(
        "problem", () -> world.toolReport().filter(it -> it.getProblems().size() == 1).isPresent());
  }

  @Test
  void aRequestToLookAnewReadsEveryScopeAndEverybodyAtOnce() {
    Control settings = world.settings(Mode.ENFORCE, 1, SCOPE);
    world.control(settings);
    String ada = world.model.account("ada", Presence.ACTIVE).id();
    world.start("one");
    world.wants("ada", SCOPE, "reader");
    world.awaitApplied("ada", State.CONVERGED);
    world.await("first sweep", () -> world.model.sweeps.get() > 0);
    world.model.take(ada, SCOPE);
    String mallory = world.model.account("mallory", Presence.ACTIVE).id();
    world.model.give(mallory, SCOPE, "owner", Holding.DIRECT);

    world.control(Control.newBuilder(settings).setResync("command").build());
    world.await("look", () -> world.model.state().contains("ada acme reader"));
    world.await(
        "sweep",
        () ->
            world.parts().values().stream()
                .map(ScopeReport::getUnexplainedTotal)
                .anyMatch(it -> it == 1));
    world.await(
        "answered",
        () -> world.toolReport().filter(it -> it.getResync().equals("command")).isPresent());
  }

  private List<AuditEntry> audit(AuditType type) {
    return world.audit().stream().filter(it -> it.getType() == type).toList();
  }
}
