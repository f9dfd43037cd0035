package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.UndonePerson;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The last word before a tool: which proposals become access and control, under which version, for
 * whose account, and what waits for somebody to decide. Pure.
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
    String tool = proposal.getTool();
    Orders orders = new Orders(tool, reads, at);
    return switch (proposal.getBody()) {
      case Control control -> Settings.decide(proposal, control, reads, at);
      case Access access -> decideAccess(access, proposal.getEffects(), reads, at);
      case DirectoryPhase phase -> orders.phase(phase, proposal.getCause());
      case DecideHold asked -> orders.decide(asked, proposal.getCause());
      case PauseTools asked -> Settings.pause(proposal, asked, reads, at);
      case UndonePerson asked -> orders.undo(asked, proposal.getCause());
      case Resync asked -> new Repeating(tool, reads, at).resync(asked, by(proposal));
      case SetLink asked -> new Repeating(tool, reads, at).link(asked, by(proposal));
      case AdoptedPerson asked -> new Adoption(tool, reads, at).decide(asked, by(proposal));
      case Status status -> new Drift(tool, reads, at).decide(status);
      case Object other -> throw new IllegalStateException("not a proposal: " + other.getClass());
    };
  }

  /** What an operator ordered has a cause of its own. */
  private static Cause by(Proposal proposal) {
    return Objects.requireNonNull(proposal.getCause());
  }

  private static GuardDecision decideAccess(
      Access proposed, List<Effect> effects, GuardReads reads, Instant at) {
    String tool = proposed.getTool();
    @Nullable Control control = reads.control(tool);
    if (control == null) {
      throw new IllegalStateException(
          "access for " + tool + " before its control: nothing may be written");
    }
    String person = AccessWriter.personOf(proposed);
    return decide(
        new Case(
            proposed,
            effects,
            reads.access(tool, person),
            reads.withheld(tool, person),
            control,
            reads,
            at));
  }

  /** Looks again at somebody of whom something is held. */
  static GuardDecision again(String tool, String person, GuardReads reads, Instant at) {
    @Nullable Withheld withheld = reads.withheld(tool, person);
    return withheld == null
        ? GuardDecision.NOTHING
        : decideAccess(withheld.getProposed(), List.of(), reads, at);
  }

  static GuardDecision decide(Case asked) {
    AccessWriter writer =
        new AccessWriter(asked.control(), asked.reads().lastVersion(asked.tool()), asked.at());
    return decide(asked, new HoldBook(asked.tool(), asked.reads(), asked.at()), writer);
  }

  static GuardDecision decide(Case asked, HoldBook book, AccessWriter writer) {
    Access effective = new Holding(asked, book, writer).decide();
    new AccountClaims(effective, asked.reads(), writer).decide();
    book.write(writer);
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
