package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Bounds;
import dev.rolecall.connectors.plan.Desired;
import dev.rolecall.connectors.plan.Drifted;
import dev.rolecall.connectors.plan.Known;
import dev.rolecall.connectors.plan.Plan;
import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final List<Drifted> drifted = new ArrayList<>();

  /** Whether nothing of the account of somebody who left was ever ours. */
  private final boolean strange;

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
    this.strange = access.getDisposition() == Disposition.LEAVER && !known().linked();
  }

  Desired desired() {
    return Desired.of(access, control, !Statuses.isRested(access, status));
  }

  Known known() {
    return Known.of(status, link).adopting(access.getAdopted());
  }

  /** What others changed since the last look; nothing, when this is not a mere look. */
  List<Drifted> drifted(Desired desired, Observation observed, Instant now) {
    if (status == null || status.getIntent() != null || !Statuses.isRested(access, status)) {
      return List.of();
    }
    List<Drifted> found = Drifted.since(status, desired, observed);
    drifted.addAll(found);
    found.forEach(it -> entries.add(news(now).found(it)));
    return found;
  }

  /**
   * Where others reversed too often what was done for this person. The count is this process' own
   * and begins anew with it; that it was reached stays in the status, until there is other access.
   */
  Set<String> stopped(Flaps flaps, List<Drifted> found, Instant now) {
    String person = Keys.person(access.getDirectory(), access.getPerson());
    boolean repeated = access.getCause().getTrigger() == Trigger.DRIFT;
    boolean same = status != null && access.getVersion().equals(status.getApplied());
    if (access.getDisposition() == Disposition.LEAVER || (!same && !repeated)) {
      flaps.forget(person);
      return Set.of();
    }
    found.forEach(it -> flaps.reversed(person, it.scope(), now));
    Set<String> stopped = new HashSet<>(flaps.stopped(person, now));
    if (status != null) {
      status.getFindings().stream()
          .filter(it -> it.getDetail().equals(Drifted.STOPPED))
          .forEach(it -> stopped.add(it.getScope() == null ? Bounds.ACCOUNT : it.getScope()));
    }
    return stopped;
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
            .setFindings(withThoseBefore(plan.findings()))
            .setChecklist(Statuses.checklist(plan, status, intent.getStartedAt()))
            .setIntent(intent)
            .setSentAt(sentAt)
            .build(),
        Optional.empty(),
        intent.getStartedAt());
  }

  /** What the tool refused before is open until it is tried again. */
  private List<Finding> withThoseBefore(List<Finding> findings) {
    Set<Finding> all = new LinkedHashSet<>(findings);
    if (status != null && access.getVersion().equals(status.getApplied())) {
      all.addAll(status.getFindings());
    }
    return List.copyOf(all);
  }

  void renew(Intent intent, Instant now) {
    if (status != null) {
      write(Status.newBuilder(status).setIntent(intent).build(), Optional.empty(), now);
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
            || outcome.filter(it -> Entries.proves(it, intent.getChanges().get(index))).isPresent();
    AuditEntry settled = entries().settled(intent, index, isSo, observed, sentAt, now);
    entries.add(settled);
    if (isSo
        && access.getCause().getTrigger() == Trigger.DRIFT
        && !Statuses.isRested(access, status)) {
      entries.add(News.repaired(settled));
    }
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
            .setChecklist(Statuses.checklist(plan, status, now))
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
    observed.ifPresent(it -> drift(plan, it, now));
    Optional<Link> found = observed.flatMap(it -> Statuses.link(access, link, it, created, now));
    if (!entries.isEmpty() || found.isPresent() || !Statuses.isSame(done, status)) {
      write(done, found, now);
    }
    // What drifted was not asked for now: the time since the request says nothing.
    boolean asked = cause.getTrigger() != Trigger.DRIFT;
    if (asked && sentAt != null && done.getVerifiedAt() != null) {
      metrics.verified(
          cause, sentAt, done.getVerifiedAt(), access.getDisposition() == Disposition.LEAVER);
    }
  }

  /** What is more than access says, once; and what others had changed and is as it was again. */
  private void drift(Plan plan, Observation observed, Instant now) {
    News news = news(now);
    List<Cell> before = status == null ? List.of() : status.getDrift();
    plan.drift().stream()
        .filter(cell -> !before.contains(cell))
        .filter(cell -> drifted.stream().noneMatch(it -> it.scope().equals(cell.getScope())))
        .forEach(cell -> entries.add(news.more(cell)));
    drifted.stream()
        .filter(it -> it.isRepaired(desired(), observed))
        .forEach(it -> entries.add(news.repaired(it)));
  }

  /** The tool could not be read: an open intent stays open, and so do findings. */
  void unread(
      Halt halt, Known known, @Nullable Intent intent, @Nullable Instant sentAt, Instant now) {
    Status.Builder next =
        statuses
            .next(access, cause, status, account)
            .setCells(known.cells())
            .setIntent(intent)
            .setSentAt(sentAt);
    if (status != null && access.getVersion().equals(status.getApplied())) {
      next.setFindings(status.getFindings()).setChecklist(status.getChecklist());
    }
    Plan nothing = new Plan(List.of(), known.cells(), List.of(), List.of(), State.RETRYING);
    write(statuses.ended(next, nothing, halt, false, now), Optional.empty(), now);
  }

  private void see(Observation observed) {
    if (!strange) {
      account = Statuses.account(observed, account);
    }
  }

  private News news(Instant now) {
    return new News(entries(), Statuses.id(access), now);
  }

  private void write(Status next, Optional<Link> found, Instant now) {
    entries.addAll(news(now).between(status, next));
    offset = log.write(next, List.copyOf(entries), found);
    status = next;
    entries.clear();
  }

  private Entries entries() {
    return new Entries(access, cause, Optional.ofNullable(account).map(NativeAccount::getId));
  }
}
