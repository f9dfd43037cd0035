package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PublishPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A bundle that waits for a decision, as a whole: the one in force stays. There is at most one; a
 * newer bundle takes its place. What became of the last one is remembered, so that whoever decides
 * second learns who was first.
 */
public final class HeldBundles {

  /** A day to see it and a weekend in between; from then on it is as if it had been rejected. */
  static final Duration LIFE = Duration.ofDays(3);

  private HeldBundles() {}

  /** Instead of being put in force. */
  static Decision hold(
      PublishPolicy asked, PlanSummary plan, DirectoryReads reads, Verdict verdict) {
    HeldBundle before = reads.heldBundle();
    if (before != null && isOpen(before) && isSame(before, asked, plan)) {
      return verdict.accepted(waits(before.getHold(), reads));
    }
    Hold hold = HoldTexts.opened(plan, verdict.draft().cause(), LIFE);
    overtaken(before, hold.getId(), verdict);
    HeldBundle held = new HeldBundle(asked.getBundle(), plan, hold);
    verdict.draft().put(held);
    verdict.draft().publish(hold);
    verdict.auditHold(AuditType.HOLD_OPENED, "%s: %s".formatted(hold.getId(), hold.getDetail()));
    return verdict.accepted(waits(hold, reads));
  }

  /** A newer bundle that is in force takes the place of one that waits. */
  static void overtaken(DirectoryReads reads, Verdict verdict) {
    overtaken(reads.heldBundle(), null, verdict);
  }

  private static void overtaken(
      @Nullable HeldBundle held, @Nullable String successor, Verdict verdict) {
    if (held == null || !isOpen(held)) {
      return;
    }
    Hold over =
        Hold.newBuilder(held.getHold())
            .setState(HoldState.OVERTAKEN)
            .setSuccessor(successor)
            .build();
    if (successor == null) {
      verdict.draft().put(closed(held, over));
    }
    verdict.draft().publish(over);
    verdict.auditHold(
        AuditType.HOLD_OVERTAKEN,
        "%s: %s"
            .formatted(
                over.getId(),
                successor == null
                    ? "a newer policy is in force"
                    : "a newer policy waits as " + successor));
  }

  /** Decides on a hold of a bundle. */
  static Decision decide(
      DecideHold asked, DirectoryReads reads, BundleCheck check, Verdict verdict) {
    HeldBundle held = reads.heldBundle();
    if (held == null || !held.getHold().getId().equals(asked.getHold())) {
      return verdict.refused(Refused.notFound("policy that waits"), null, null);
    }
    if (!isOpen(held)) {
      return verdict.refused(Refused.decided(HoldTexts.decided(held.getHold())), null, null);
    }
    if (HoldTick.isOver(held.getHold(), LIFE, verdict.draft().now())) {
      return verdict.refused(Refused.decided(HoldTexts.expired(held.getHold())), null, null);
    }
    if (asked.getRevision() != held.getHold().getRevision()) {
      return verdict.refused(
          Refused.decided("this is not what waits now; look at it again"), null, null);
    }
    return switch (asked.getVerdict()) {
      case RELEASE -> release(held, asked.getPlan(), reads, check, verdict);
      case REJECT -> reject(held, reads, verdict);
    };
  }

  private static Decision release(
      HeldBundle held,
      @Nullable PlanSummary plan,
      DirectoryReads reads,
      BundleCheck check,
      Verdict verdict) {
    Optional<Refused> refused = whyNot(held, plan, check, verdict.draft().cause().getActor());
    if (plan == null || refused.isPresent()) {
      return verdict.refused(refused.orElseGet(HeldBundles::notPlanned), null, null);
    }
    Hold hold = decided(held.getHold(), HoldState.RELEASED, verdict);
    verdict.draft().put(closed(held, hold));
    verdict.draft().publish(hold);
    BundleState after = Bundles.putInForce(held.getBundle(), plan.getTools(), reads, verdict);
    verdict.auditHold(AuditType.HOLD_RELEASED, "%s: %s".formatted(hold.getId(), hold.getDetail()));
    return verdict.accepted(Bundles.accepted(true, after));
  }

  private static Optional<Refused> whyNot(
      HeldBundle held, @Nullable PlanSummary plan, BundleCheck check, Actor decides) {
    if (decides.equals(held.getHold().getCause().getActor()) && !check.ownRelease()) {
      return Optional.of(
          Refused.invalid(
              "releasing one's own policy is for somebody else; 'policies: { release-own: true }' in the"
                  + " configuration allows it"));
    }
    if (plan == null) {
      return Optional.of(notPlanned());
    }
    if (takesMore(plan, held.getPlan())) {
      return Optional.of(
          Refused.decided("it would take away more by now than was shown; publish it again"));
    }
    List<String> problems = check.problems(held.getBundle());
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(Refused.invalid(Bundles.listed(problems)));
  }

  private static Refused notPlanned() {
    return Refused.invalid("a release needs the plan of what it does now");
  }

  /**
   * The console vouches that what is taken away now was all shown. Here only numbers are known: a
   * part never has more than the whole. What stays within all limits by now needs no decision.
   */
  private static boolean takesMore(PlanSummary now, PlanSummary shown) {
    Map<String, Long> most =
        shown.getTools().stream()
            .collect(Collectors.toMap(tool -> tool.getTool(), tool -> tool.getLosses(), Long::sum));
    return !now.getHolds().isEmpty()
        && !now.getRemovals().equals(shown.getRemovals())
        && now.getTools().stream()
            .anyMatch(tool -> tool.getLosses() > most.getOrDefault(tool.getTool(), 0L));
  }

  private static Decision reject(HeldBundle held, DirectoryReads reads, Verdict verdict) {
    Hold hold = decided(held.getHold(), HoldState.REJECTED, verdict);
    verdict.draft().put(closed(held, hold));
    verdict.draft().publish(hold);
    verdict.auditHold(AuditType.HOLD_REJECTED, "%s: %s".formatted(hold.getId(), hold.getDetail()));
    return verdict.accepted(accepted(true, hold, reads, null));
  }

  private static Hold decided(Hold hold, HoldState state, Verdict verdict) {
    Cause cause = verdict.draft().cause();
    return Hold.newBuilder(hold)
        .setState(state)
        .setDecision(new HoldDecision(cause.getActor(), cause.getCommand(), cause.getDecidedAt()))
        .build();
  }

  /** Whether a bundle waits, so that its time has to be looked at. */
  public static boolean isWaiting(DirectoryReads reads) {
    HeldBundle held = reads.heldBundle();
    return held != null && isOpen(held);
  }

  static boolean isOpen(HeldBundle held) {
    return held.getHold().getState() == HoldState.OPEN;
  }

  private static boolean isSame(HeldBundle held, PublishPolicy asked, PlanSummary plan) {
    return held.getBundle().getDigest().equals(asked.getBundle().getDigest())
        && held.getPlan().getDigest().equals(plan.getDigest());
  }

  /** What is remembered of one that waits no longer; its files are in nobody's way any more. */
  static HeldBundle closed(HeldBundle held, Hold hold) {
    Bundle bundle = held.getBundle();
    return new HeldBundle(
        new Bundle(bundle.getDigest(), bundle.getCommit(), List.of()), held.getPlan(), hold);
  }

  private static Accepted waits(Hold hold, DirectoryReads reads) {
    return accepted(false, hold, reads, hold.getId());
  }

  private static Accepted accepted(
      boolean changed, Hold hold, DirectoryReads reads, @Nullable String waits) {
    BundleState inForce = reads.bundle();
    return new Accepted(
        changed,
        hold.getId(),
        inForce == null ? 0L : inForce.getVersion(),
        0L,
        hold.getOpenedAt(),
        hold.getOpenedAt(),
        waits);
  }
}
