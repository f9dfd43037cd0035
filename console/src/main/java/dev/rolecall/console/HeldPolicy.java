package dev.rolecall.console;

import dev.rolecall.console.Planner.Planned;
import dev.rolecall.console.Publishing.Asking;
import dev.rolecall.console.Publishing.Decided;
import dev.rolecall.console.Publishing.Prepared;
import dev.rolecall.console.Publishing.Sent;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.policy.plan.Change;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Decides about a bundle that waits: released is what was shown, and no more than that. */
final class HeldPolicy {

  private final Publishing publishing;
  private final PlanJobs plans;
  private final DirectoryReader directory;

  HeldPolicy(Publishing publishing, PlanJobs plans, DirectoryReader directory) {
    this.publishing = publishing;
    this.plans = plans;
    this.directory = directory;
  }

  /** Whether a hold is one of a bundle; all others are of a tool. */
  static boolean isMeant(String hold) {
    return Keys.isHoldOfBundle(hold);
  }

  /** Decides, and waits for what becomes of it; see {@link #decision}. */
  Decided decide(String hold, HoldVerdict verdict, long revision, Asking by) {
    return publishing.ask(decision(hold, verdict, revision, by), by);
  }

  /**
   * The command that decides. A bundle that does more by now than was shown has none: it is
   * published again in the name of who published it, and waits anew with what it does now.
   *
   * @param revision of the hold as it was shown
   * @throws Refused when somebody was quicker, or whoever decides must look again; with what to do
   */
  DecideHold decision(String hold, HoldVerdict verdict, long revision, Asking by) {
    HeldBundle held = waiting(hold);
    return switch (verdict) {
      case REJECT -> new DecideHold(hold, verdict, revision, null);
      case RELEASE -> new DecideHold(hold, verdict, revision, released(held, by));
    };
  }

  private PlanSummary released(HeldBundle held, Asking by) {
    Prepared now = publishing.prepare(sent(held.getBundle()));
    if (publishing.isPartOf(held.getPlan(), now)) {
      return now.summary();
    }
    Asking publisher =
        new Asking(
            held.getHold().getCause().getActor(), by.request() + " by " + by.actor().getName());
    Sent again = publishing.publish(now, publisher);
    throw new Refused(
        409,
        again
            .hold()
            .map(newer -> moved(held.getPlan(), now.summary(), held.getHold().getId(), newer))
            .orElse("this policy is in force already; nothing is left to decide"));
  }

  private static String moved(PlanSummary shown, PlanSummary now, String hold, String newer) {
    return ("what was shown is not what it does by now, or cannot be compared any more: shown %s, now %s;"
            + " nothing was released. It waits as %s instead of %s: look at that and decide")
        .formatted(PlanSummaries.numbers(shown), PlanSummaries.numbers(now), newer, hold);
  }

  /**
   * All that a bundle that waits takes away, planned now.
   *
   * @param each called for each, person by person
   */
  void removals(String hold, Consumer<Removal> each) {
    SentBundle sent = sent(waiting(hold).getBundle());
    Planned planned =
        plans.now(
            sent,
            (person, grave) ->
                grave.stream()
                    .filter(Change::isLoss)
                    .forEach(change -> each.accept(Removal.of(person, change))));
    if (planned instanceof Planned.Broken) {
      throw new Refused(422, "the policy that waits cannot be used with the tools there are now");
    }
  }

  private HeldBundle waiting(String hold) {
    HeldBundle held =
        last()
            .filter(each -> each.getHold().getId().equals(hold))
            .orElseThrow(() -> new Refused(404, "no policy waits as " + hold));
    if (held.getHold().getState() != HoldState.OPEN) {
      throw new Refused(409, over(held.getHold()));
    }
    return held;
  }

  private Optional<HeldBundle> last() {
    Planner.awaitNewest(directory);
    return directory.heldBundle();
  }

  private static String over(Hold hold) {
    @Nullable HoldDecision decision = hold.getDecision();
    if (decision != null) {
      return "%s already %s it at %s"
          .formatted(decision.getActor().getName(), Shapes.word(hold.getState()), decision.getAt());
    }
    return hold.getSuccessor() == null
        ? "it waits no longer: it is " + Shapes.word(hold.getState())
        : "a newer policy took its place and waits as " + hold.getSuccessor();
  }

  private static SentBundle sent(Bundle bundle) {
    return new SentBundle(BundleFiles.of(bundle), Optional.ofNullable(bundle.getCommit()));
  }
}
