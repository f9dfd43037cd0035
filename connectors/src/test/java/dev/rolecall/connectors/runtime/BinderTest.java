package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Binding;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.BoundResource;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Phase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the coordinator does with teams of the tool; against a real broker. */
class BinderTest {

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Binding READ = new Binding("team:pay", "pipeline:a", "read");

  private World world;

  @BeforeEach
  void open() throws InterruptedException {
    world = new World("binds-" + NEXT.incrementAndGet());
    world.model.teams.put("team:pay", new ConcurrentHashMap<>(Map.of("pipeline:old", "read")));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTeamIsBoundOnceEvenWhenTheAnswerIsLostAndTheAuditSaysWhatCameOfIt()
      throws InterruptedException {
    world.binds(Mode.ENFORCE, 1, READ);
    world.model.fails(ScriptedTool.Fault.LOST_AFTER);
    world.start("one");
    world.start("two");
    world.await("bound", () -> has("pipeline:a") && settled() == 1);

    assertThat(world.model.boundOrUnbound).containsExactly("team:pay pipeline:a read");
    assertThat(bound())
        .containsExactly(
            new BoundResource("pipeline:a", "read", Origin.GRANTED),
            new BoundResource("pipeline:old", "read", Origin.UNEXPLAINED));
    assertThat(entries())
        .extracting(AuditEntry::getPhase)
        .containsExactly(Phase.PLANNED, Phase.APPLIED, Phase.VERIFIED);
  }

  @Test
  void whatIsNoLongerAskedForIsTakenAwayAfterARestartAndNothingElse() throws InterruptedException {
    world.binds(Mode.ENFORCE, 1, READ);
    ConnectorRuntime first = world.start("one");
    world.await("bound", () -> settled() == 1);
    first.abort();

    world.binds(Mode.ENFORCE, 2);
    world.start("two");
    world.await("unbound", () -> settled() == 2);

    assertThat(world.model.teams.get("team:pay")).isEqualTo(Map.of("pipeline:old", "read"));
    assertThat(entries())
        .filteredOn(entry -> entry.getPhase() == Phase.VERIFIED)
        .extracting(AuditEntry::getType)
        .containsExactly(AuditType.BOUND, AuditType.UNBOUND);
  }

  private boolean has(String resource) {
    return bound().stream().anyMatch(it -> it.getResource().equals(resource));
  }

  private List<BoundResource> bound() {
    BindingReport report = world.bound().get("team:pay");
    return report == null ? List.of() : report.getBindings();
  }

  private long settled() {
    return entries().stream().filter(it -> it.getPhase() == Phase.VERIFIED).count();
  }

  private List<AuditEntry> entries() {
    return world.audit().stream()
        .filter(it -> it.getType() == AuditType.BOUND || it.getType() == AuditType.UNBOUND)
        .toList();
  }
}
