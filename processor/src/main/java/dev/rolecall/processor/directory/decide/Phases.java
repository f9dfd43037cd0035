package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.ShownHold;
import java.util.List;

/** Whether a directory is still being filled. Until an operator says that it is not, it is. */
final class Phases {

  private Phases() {}

  /** What the first command of a directory writes before anything else. */
  static void begin(Verdict verdict) {
    Draft draft = verdict.draft();
    write(new DirectoryPhase(draft.directory(), false, draft.now(), List.of()), draft);
  }

  static Decision confirm(ConfirmDirectory asked, DirectoryReads reads, Verdict verdict) {
    DirectoryPhase before = reads.phase();
    if (before != null && before.getReady()) {
      return verdict.accepted(accepted(false, before));
    }
    List<ShownHold> shown = asked.getShown();
    if (shown.size() > Limits.HOLDS_PER_COMMAND) {
      return verdict.refused(
          Refused.invalid(
              "one confirmation releases at most "
                  + Limits.HOLDS_PER_COMMAND
                  + " holds; release some of them first"),
          null,
          null);
    }
    if (!shown.stream().allMatch(each -> Wellformed.hold(each.getHold(), each.getRevision()))) {
      return verdict.refused(Orders.malformedHold(), null, null);
    }
    Draft draft = verdict.draft();
    DirectoryPhase after = new DirectoryPhase(draft.directory(), true, draft.now(), shown);
    write(after, draft);
    verdict.auditReady(
        switch (shown.size()) {
          case 0 -> "nothing was held";
          case 1 -> "1 hold is released with it";
          default -> shown.size() + " holds are released with it";
        });
    return verdict.accepted(accepted(true, after));
  }

  private static void write(DirectoryPhase phase, Draft draft) {
    draft.put(phase);
    draft.publish(phase);
  }

  private static Accepted accepted(boolean changed, DirectoryPhase phase) {
    return new Accepted(
        changed, phase.getDirectory(), 0L, 0L, phase.getSince(), phase.getSince(), null);
  }
}
