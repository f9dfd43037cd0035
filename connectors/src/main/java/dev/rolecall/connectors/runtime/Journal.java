package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Desired;
import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.ChangeKind;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one work says of itself: status, audit and link, and when each is written. */
final class Journal {

  private final Log log;
  private final Statuses statuses;
  private final Metrics metrics;
  private final Access access;
  private final Control control;
  private final @Nullable Link link;
  private final Cause cause;
  private final List<AuditEntry> entries = new ArrayList<>();
  private @Nullable Status status;
  private @Nullable NativeAccount account;
  private long offset = -1;
  private boolean created;

  Journal(
      Log log,
      Statuses statuses,
      Metrics metrics,
      Access access,
      Control control,
      @Nullable Status status,
      @Nullable Link link) {
    this.log = log;
    this.statuses = statuses;
    this.metrics = metrics;
    this.access = access;
    this.control = control;
    this.status = status;
    this.link = link;
    this.cause = Statuses.cause(access, status);
    this.account = Statuses.account(status, link);
  }

  Desired desired() {
    return Desired.of(access, control, !Statuses.isRested(access, status));
  }

  Known known() {
    return Known.of(status, link);
  }

  Version version() {
    return access.getVersion();
  }

  @Nullable Intent openIntent() {
    return status == null ? null : status.getIntent();
  }

  /** The status that is on the log now, as far as this work wrote it. */
  @Nullable Status status() {
    return status;
  }

  /** Its offset; -1: this work wrote none. */
  long offset() {
    return offset;
  }

  void created() {
    created = true;
  }

  void intend(Plan plan, Intent intent, Observation observed, @Nullable Instant sentAt) {
    see(observed);
    for (int i = 0; i < intent.getChanges().size(); i++) {
      entries.add(entries().planned(intent, i, observed));
    }
    write(
        statuses
            .next(access, cause, status, account)
            .setState(State.APPLYING)
            .setCells(plan.cells())
            .setFindings(plan.findings())
            .setIntent(intent)
            .setSentAt(sentAt)
            .build(),
        Optional.empty());
  }

  void renew(Intent intent) {
    if (status != null) {
      write(Status.newBuilder(status).setIntent(intent).build(), Optional.empty());
    }
  }

  void applied(Intent intent, int index, Applied applied, Instant sentAt, Instant now) {
    int attempt = status == null ? 1 : status.getAttempt() + 1;
    entries.add(entries().applied(intent, index, applied, attempt, sentAt, now));
  }

  /** No call was made for this change. */
  void skip(Intent intent, int index, Instant now) {
    entries.add(entries().skipped(intent, index, now));
  }

  /** Without an outcome: of a change that another process may have made. */
  void settle(
      Intent intent,
      int index,
      Optional<Applied> outcome,
      Observation observed,
      @Nullable Instant sentAt,
      Instant now) {
    if (outcome.isPresent() && Entries.went(outcome.get()) == Result.FAILURE) {
      return;
    }
    boolean isSo =
        PlannedChanges.isSoIn(observed, intent.getChanges().get(index))
            || outcome.filter(it -> isProof(it, intent, index)).isPresent();
    entries.add(entries().settled(intent, index, isSo, observed, sentAt, now));
  }

  private static boolean isUnreadable(ChangeKind kind) {
    return kind == ChangeKind.REVOKE_CREDENTIALS || kind == ChangeKind.END_SESSIONS;
  }

  /** What cannot be read back otherwise. */
  private static boolean isProof(Applied applied, Intent intent, int index) {
    return applied instanceof Applied.SatisfiedByInheritance
        || (isUnreadable(intent.getChanges().get(index).getKind())
            && Entries.went(applied) == Result.SUCCESS);
  }

  void finish(
      Plan plan,
      Optional<Observation> observed,
      Halt halt,
      boolean uncertain,
      @Nullable Instant sentAt,
      Instant now) {
    observed.ifPresent(this::see);
    Status.Builder next =
        statuses
            .next(access, cause, status, account)
            .setCells(plan.cells())
            .setFindings(plan.findings())
            .setDrift(plan.drift())
            .setSentAt(sentAt);
    if (access.getDisposition() == Disposition.SUPERSEDED) {
      // The account is its new holder's; two statuses must not both speak of it.
      next.setAccount(null);
    }
    Status done = statuses.ended(next, plan, halt, uncertain, now);
    if (done.getState() == State.OFFBOARDED
        && (status == null || status.getState() != State.OFFBOARDED)) {
      entries.add(entries().offboarded(Statuses.id(access), now, sentAt));
    }
    Optional<Link> found = observed.flatMap(it -> Statuses.link(access, link, it, created, now));
    if (!entries.isEmpty() || found.isPresent() || !Statuses.isSame(done, status)) {
      write(done, found);
    }
    // What drifted was not asked for now: the time since the request says nothing.
    boolean asked = cause.getTrigger() != Trigger.DRIFT;
    if (asked && sentAt != null && done.getVerifiedAt() != null) {
      metrics.verified(Duration.between(cause.getReceivedAt(), done.getVerifiedAt()));
    }
  }

  /** The tool could not be read: an open intent stays open. */
  void unread(
      Halt halt, Known known, @Nullable Intent intent, @Nullable Instant sentAt, Instant now) {
    Status.Builder next =
        statuses
            .next(access, cause, status, account)
            .setCells(known.cells())
            .setIntent(intent)
            .setSentAt(sentAt);
    Plan nothing = new Plan(List.of(), known.cells(), List.of(), List.of(), State.RETRYING);
    write(statuses.ended(next, nothing, halt, false, now), Optional.empty());
  }

  private void see(Observation observed) {
    account = Statuses.account(observed, account);
  }

  private void write(Status next, Optional<Link> found) {
    offset = log.write(next, List.copyOf(entries), found);
    status = next;
    entries.clear();
  }

  private Entries entries() {
    return new Entries(access, cause, Optional.ofNullable(account).map(NativeAccount::getId));
  }
}
