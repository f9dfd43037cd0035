package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.ChecklistItem;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a status says after work, as a function of how it ended. */
record Statuses(Pace pace, RandomGenerator random) {

  private static final Codec<Status> CODEC = Codec.of(Status.class);
  private static final Actor SELF = new Actor(ActorKind.TIMER, "sweep");

  /** The status to write next, to be filled in. */
  Status.Builder next(
      Access access, Cause cause, @Nullable Status last, @Nullable NativeAccount account) {
    return Status.newBuilder()
        .setTool(access.getTool())
        .setDirectory(access.getDirectory())
        .setPerson(access.getPerson())
        .setApplied(access.getVersion())
        .setState(State.RETRYING)
        .setAccount(account)
        .setAttempt(attempts(access, last))
        .setRested(isRested(access, last))
        .setCause(cause);
  }

  Status ended(Status.Builder next, Plan plan, Halt halt, boolean uncertain, Instant now) {
    switch (halt) {
      case Halt.No() -> rested(next, plan.state(), uncertain, now);
      case Halt.Wait(String reason, Optional<Duration> retryAfter) -> {
        int attempt = next.getAttempt() + 1;
        Duration wait =
            new BackOff(pace.firstBackOff(), pace.longestBackOff())
                .after(attempt, retryAfter, random);
        next.setState(State.RETRYING)
            .setReason(reason)
            .setAttempt(attempt)
            .setNextAttempt(now.plus(wait));
      }
      case Halt.Refused(String reason) -> next.setState(State.RETRYING).setReason(reason);
      case Halt.Blocked blocked -> {
        List<dev.rolecall.schemas.avro.Finding> findings = new ArrayList<>(plan.findings());
        findings.addAll(blocked.findings());
        next.setState(State.BLOCKED)
            .setFindings(findings)
            .setReason("a person has to act: see findings")
            .setNextAttempt(now.plus(pace.blockedAgain()));
      }
    }
    return next.build();
  }

  private void rested(Status.Builder next, State state, boolean uncertain, Instant now) {
    next.setState(state).setAttempt(0).setRested(true);
    if (uncertain) {
      next.setNextAttempt(now.plus(pace.lookAgain()));
    }
    switch (state) {
      case CONVERGED, PENDING, OFFBOARDED -> next.setVerifiedAt(now);
      case BLOCKED ->
          next.setReason("a person has to act: see findings")
              .setNextAttempt(now.plus(pace.blockedAgain()));
      case OBSERVED, RETRYING, APPLYING -> {}
    }
  }

  /** What a plan says of the steps of offboarding, and since when that is so. */
  static List<ChecklistItem> checklist(Plan plan, @Nullable Status last, Instant now) {
    List<ChecklistItem> before = last == null ? List.of() : last.getChecklist();
    return plan.checklist().stream()
        .map(item ->
            new ChecklistItem(
                item.item(),
                item.state(),
                before.stream()
                    .filter(it -> it.getItem() == item.item() && it.getState() == item.state())
                    .findFirst()
                    .map(ChecklistItem::getSince)
                    .orElse(now.truncatedTo(ChronoUnit.MILLIS)),
                item.detail().orElse(null)))
        .toList();
  }

  /** Whether a status says nothing new: neither when it was verified nor when to look again. */
  static boolean isSame(Status next, @Nullable Status last) {
    return last != null
        && (next.getNextAttempt() == null) == (last.getNextAttempt() == null)
        && next.getNextAttempt() == null
        && CODEC.isSame(
            Status.newBuilder(next)
                .setCause(last.getCause())
                .setSentAt(last.getSentAt())
                .setVerifiedAt(last.getVerifiedAt())
                .build(),
            last);
  }

  /** Why work is done: the access itself, or what happened to the tool or to us since. */
  static Cause cause(Access access, @Nullable Status last) {
    Cause decided = access.getCause();
    if (last != null && last.getIntent() != null) {
      return Cause.newBuilder(decided).setTrigger(Trigger.RECOVERY).build();
    }
    boolean settled =
        last != null
            && access.getVersion().equals(last.getApplied())
            && last.getState() != State.RETRYING;
    return settled
        ? Cause.newBuilder(decided).setTrigger(Trigger.DRIFT).setActor(SELF).build()
        : decided;
  }

  /** Whether all that an access asks for was done once: what follows is a look, or its repair. */
  static boolean isRested(@Nullable Access access, @Nullable Status last) {
    return access != null
        && last != null
        && access.getVersion().equals(last.getApplied())
        && last.getRested();
  }

  static @Nullable NativeAccount account(@Nullable Status last, @Nullable Link link) {
    NativeAccount known = last == null ? null : last.getAccount();
    if (link == null) {
      return known;
    }
    return known == null || Known.isOtherByHand(link, known) ? link.getAccount() : known;
  }

  /** The account as read; one that was known and is not there any more is deleted. */
  static @Nullable NativeAccount account(Observation observed, @Nullable NativeAccount known) {
    if (observed.account().isPresent()) {
      var seen = observed.account().get();
      return new NativeAccount(
          seen.id(), seen.login(), seen.presence().name().toLowerCase(Locale.ROOT));
    }
    return known == null ? null : new NativeAccount(known.getId(), known.getLogin(), Known.DELETED);
  }

  /** The link to write, if what was read is not what it says. */
  static Optional<Link> link(
      Access access, @Nullable Link last, Observation observed, boolean created, Instant now) {
    NativeAccount before = last == null ? null : last.getAccount();
    NativeAccount seen = account(observed, before);
    boolean leaves = access.getDisposition() == Disposition.LEAVER;
    if (seen == null || (leaves && before == null) || isLinked(access, last, seen)) {
      return Optional.empty();
    }
    String foundBy =
        created ? "created" : observed.foundBy().orElse(last == null ? "id" : last.getFoundBy());
    Actor actor = new Actor(ActorKind.SYSTEM, "connector");
    return Optional.of(
        new Link(
            access.getTool(),
            access.getAccount().getKey(),
            access.getDirectory(),
            access.getPerson(),
            seen,
            foundBy,
            actor,
            now));
  }

  private static boolean isLinked(Access access, @Nullable Link last, NativeAccount seen) {
    return last != null
        && last.getAccount() != null
        && last.getAccount().getId().equals(seen.getId())
        && last.getAccount().getState().equals(Known.DELETED)
            == seen.getState().equals(Known.DELETED)
        && last.getPerson().equals(access.getPerson())
        && last.getDirectory().equals(access.getDirectory());
  }

  /** Names the work on one version of an access. */
  static String id(Access access) {
    return "%s/%s/%s/%d.%d"
        .formatted(
            access.getTool(),
            access.getDirectory(),
            access.getPerson(),
            access.getVersion().getEpoch(),
            access.getVersion().getCounter());
  }

  private static int attempts(Access access, @Nullable Status last) {
    return last != null && access.getVersion().equals(last.getApplied()) ? last.getAttempt() : 0;
  }
}
