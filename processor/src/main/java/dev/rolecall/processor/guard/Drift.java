package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.FrozenCell;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connector found more in cells of ours than access says. Taking it away is a removal like any
 * other: within the budget the same access is written anew, which is the connector's permission;
 * beyond it, access says what the tool has until somebody decides.
 */
final class Drift {

  /** Stands for the rule in the reasons of what a tool was found to have. */
  static final String RULE = "found in the tool";

  private static final Reason REASON = NoRule.because(RULE);

  private final String tool;
  private final GuardReads reads;
  private final Instant at;

  Drift(String tool, GuardReads reads, Instant at) {
    this.tool = tool;
    this.reads = reads;
    this.at = at;
  }

  GuardDecision decide(Status status) {
    String person = status.getDirectory() + "/" + status.getPerson();
    @Nullable Access before = reads.access(tool, person);
    @Nullable Control control = reads.control(tool);
    if (before == null
        || control == null
        || before.getDisposition() != Disposition.CONVERGE
        || !before.getVersion().equals(status.getApplied())) {
      // Newer access is on its way to the connector, and it looks again.
      return GuardDecision.NOTHING;
    }
    AccessWriter writer = new AccessWriter(control, reads.lastVersion(tool), at);
    HoldBook book = new HoldBook(tool, reads, at);
    HoldKey revokes = HoldKey.of(HoldTrigger.REVOKES);
    boolean ready = reads.isReady(tool, status.getDirectory());
    Budgets budgets = new Budgets(tool, reads, Limits.of(control), at, writer);
    if (ready && !book.isOpen(revokes) && budgets.takeRevokes(status.getDrift().size())) {
      writer.repeat(Access.newBuilder(before).setCause(cause(status)));
      return writer.decision();
    }
    HoldKey key = ready ? revokes : new HoldKey(HoldTrigger.LOADING, status.getDirectory());
    Hold hold = book.taking(key, cause(status), status.getDirectory(), null);
    return Guard.decide(
        frozen(status, before, control, hold, book.nextRevision(hold.getId())), book, writer);
  }

  private Case frozen(Status status, Access before, Control control, Hold hold, long revision) {
    String person = AccessWriter.personOf(before);
    @Nullable Withheld withheld = reads.withheld(tool, person);
    Access proposed =
        Access.newBuilder(withheld == null ? before : withheld.getProposed())
            .setCause(cause(status))
            .build();
    List<FrozenCell> cells = new ArrayList<>(withheld == null ? List.of() : withheld.getCells());
    for (Cell cell : status.getDrift()) {
      CellKey key = CellKey.of(cell.getScope(), cell.getRole(), reads.order(tool));
      cells.removeIf(old -> CellKey.of(old).equals(key));
      Grant kept = new Grant(cell.getScope(), cell.getRole(), null, List.of(REASON));
      cells.add(new FrozenCell(hold.getId(), revision, key.scope(), key.role(), true, kept));
    }
    Withheld with =
        withheld == null
            ? new Withheld(proposed, cells, null, false, List.of())
            : Withheld.newBuilder(withheld).setCells(cells).build();
    return new Case(proposed, List.of(), before, with, control, reads, at);
  }

  private Cause cause(Status status) {
    Cause last = status.getCause();
    String version = status.getApplied().getEpoch() + "." + status.getApplied().getCounter();
    return new Cause(
        Trigger.DRIFT,
        "drift-" + tool + "-" + version,
        "a look at " + tool,
        last.getCorrelation(),
        new Actor(ActorKind.SYSTEM, "connector " + tool),
        at,
        at);
  }
}
