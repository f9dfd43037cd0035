package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last word before a tool: which proposals become access and control, under which version, and
 * for whose account. Pure.
 */
final class Guard {

  private Guard() {}

  /**
   * Decides about one proposal.
   *
   * @param at time of the proposal's record; becomes the epoch of a tool that has none
   * @throws IllegalStateException when access comes before the control of its tool, which the order
   *     of the internal topic rules out
   */
  static GuardDecision decide(Proposal proposal, GuardReads reads, Instant at) {
    return switch (proposal.getBody()) {
      case Control control -> decideControl(control, reads, at);
      case Access access -> decideAccess(access, reads, at);
      case Object other -> throw new IllegalStateException("not a proposal: " + other.getClass());
    };
  }

  /** A proposed control carries the version of its bundle as its counter. */
  private static GuardDecision decideControl(Control proposed, GuardReads reads, Instant at) {
    String tool = proposed.getTool();
    long bundle = proposed.getVersion().getCounter();
    @Nullable Long seen = reads.bundleSeen(tool);
    if (seen != null && bundle < seen) {
      // Another partition of people is ahead: its settings are newer.
      return GuardDecision.NOTHING;
    }
    List<GuardWrite> writes = new ArrayList<>();
    if (seen == null || bundle > seen) {
      writes.add(new GuardWrite.SawBundle(tool, bundle));
    }
    @Nullable Control last = reads.control(tool);
    if (last != null && last.getDigest().equals(proposed.getDigest())) {
      return new GuardDecision(List.of(), writes, List.of());
    }
    Control written =
        Control.newBuilder(proposed)
            .setVersion(Versions.next(last == null ? null : last.getVersion(), at))
            .build();
    return new GuardDecision(
        List.of(new GuardDecision.Written.OfControl(written)),
        writes,
        List.of(GuardAudit.controlChanged(written, at)));
  }

  private static GuardDecision decideAccess(Access proposed, GuardReads reads, Instant at) {
    @Nullable Control control = reads.control(proposed.getTool());
    if (control == null) {
      throw new IllegalStateException(
          "access for " + proposed.getTool() + " before its control: nothing may be written");
    }
    AccessWriter writer = new AccessWriter(control, reads.lastVersion(proposed.getTool()), at);
    new AccountClaims(proposed, reads, writer).decide();
    return writer.decision();
  }

  /** How versions of one owner follow each other. */
  static final class Versions {
    private Versions() {}

    static Version next(@Nullable Version last, Instant at) {
      return last == null
          ? new Version(at.toEpochMilli(), 1L)
          : new Version(last.getEpoch(), last.getCounter() + 1);
    }
  }
}
