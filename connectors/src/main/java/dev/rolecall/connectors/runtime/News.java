package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Bounds;
import dev.rolecall.connectors.plan.Drifted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.ChecklistItem;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Audit entries of what a status says for the first time: each once, because the status before it
 * did not say so.
 *
 * @param work names the work on one version of an access
 */
record News(Entries entries, String work, Instant now) {

  /** What a next status says that the last one did not. */
  List<AuditEntry> between(@Nullable Status last, Status next) {
    List<AuditEntry> news = new ArrayList<>();
    adopted(last, next, news);
    if (next.getChecklist().isEmpty()) {
      manual(last, next, news);
    } else {
      checklist(last, next, news);
    }
    return news;
  }

  AuditEntry found(Drifted drifted) {
    return drift(AuditType.DRIFT_FOUND, drifted).setMessage(drifted.what()).build();
  }

  AuditEntry repaired(Drifted drifted) {
    return drift(AuditType.DRIFT_REPAIRED, drifted)
        .setBefore(drifted.after())
        .setAfter(drifted.before())
        .build();
  }

  /** A change that newer access asked for because of drift. */
  static AuditEntry repaired(AuditEntry settled) {
    return AuditEntry.newBuilder(settled)
        .setId(settled.getId() + "/REPAIRED")
        .setType(AuditType.DRIFT_REPAIRED)
        .build();
  }

  /** A cell that is more than access says. */
  AuditEntry more(Cell cell) {
    return entry(AuditType.DRIFT_FOUND, "more/" + cell.getScope() + "/" + cell.getRole())
        .setTarget(target(cell.getScope()))
        .setAfter(List.of(new Role(cell.getScope(), cell.getRole())))
        .setMessage("the tool has more than access says; it waits for the guard")
        .build();
  }

  private AuditEntry.Builder drift(AuditType type, Drifted drifted) {
    return entry(type, drifted.scope())
        .setTarget(target(drifted.scope().equals(Bounds.ACCOUNT) ? null : drifted.scope()))
        .setBefore(drifted.before())
        .setAfter(drifted.after());
  }

  private void adopted(@Nullable Status last, Status next, List<AuditEntry> news) {
    for (Cell cell : next.getCells()) {
      if (cell.getOrigin() == Origin.ADOPTED && !isAdopted(last, cell)) {
        Role role = new Role(cell.getScope(), cell.getRole());
        news.add(
            entry(AuditType.ROLE_ADOPTED, cell.getScope() + "/" + cell.getRole())
                .setTarget(target(cell.getScope()))
                .setBefore(List.of(role))
                .setAfter(List.of(role))
                .setMessage("it was there, and is ours from now on")
                .build());
      }
    }
  }

  private static boolean isAdopted(@Nullable Status last, Cell cell) {
    return last != null
        && last.getCells().stream()
            .anyMatch(it ->
                it.getOrigin() == Origin.ADOPTED
                    && it.getScope().equals(cell.getScope())
                    && it.getRole().equals(cell.getRole()));
  }

  /** While work is under way nobody knows what of it is still needed. */
  private void manual(@Nullable Status last, Status next, List<AuditEntry> news) {
    List<Finding> before = manual(last);
    List<Finding> after = manual(next);
    after.stream()
        .filter(it -> !before.contains(it))
        .forEach(it ->
            news.add(
                manual(it, Phase.SKIPPED)
                    .setOutcome(Result.FAILURE)
                    .setMessage(it.getDetail())
                    .build()));
    if (next.getState() == State.APPLYING || next.getState() == State.RETRYING) {
      return;
    }
    before.stream()
        .filter(it -> !after.contains(it))
        .forEach(it ->
            news.add(
                manual(it, Phase.VERIFIED)
                    .setMessage("no longer needed: it is done, or not wanted any more")
                    .build()));
  }

  private static List<Finding> manual(@Nullable Status status) {
    return Stream.ofNullable(status)
        .filter(it -> it.getChecklist().isEmpty())
        .flatMap(it -> it.getFindings().stream())
        .filter(it -> it.getKind() == FindingKind.MANUAL)
        .toList();
  }

  private AuditEntry.Builder manual(Finding finding, Phase phase) {
    String what = Integer.toHexString(finding.getDetail().hashCode());
    return entry(AuditType.MANUAL_NEEDED, finding.getScope() + "/" + what + "/" + phase)
        .setPhase(phase)
        .setTarget(target(finding.getScope()));
  }

  private void checklist(@Nullable Status last, Status next, List<AuditEntry> news) {
    for (ChecklistItem item : next.getChecklist()) {
      boolean same =
          last != null
              && last.getChecklist().stream()
                  .anyMatch(
                      it -> it.getItem() == item.getItem() && it.getState() == item.getState());
      // Who never had an account has nothing to verify.
      if (!same && (next.getAccount() != null || !next.getCells().isEmpty())) {
        item(item, news);
      }
    }
  }

  private void item(ChecklistItem item, List<AuditEntry> news) {
    String state = item.getState().name().toLowerCase(Locale.ROOT);
    String what = item.getItem().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String detail = Objects.requireNonNullElse(item.getDetail(), state);
    String message = "offboarding, " + what + ": " + detail;
    String id = item.getItem() + "/" + item.getState();
    switch (item.getState()) {
      case TODO -> {}
      case VERIFIED -> news.add(entry(AuditType.FINDING, id).setMessage(message).build());
      case DONE ->
          news.add(
              entry(AuditType.FINDING, id).setPhase(Phase.APPLIED).setMessage(message).build());
      case MANUAL ->
          news.add(
              entry(AuditType.MANUAL_NEEDED, id)
                  .setPhase(Phase.SKIPPED)
                  .setOutcome(Result.FAILURE)
                  .setMessage(message)
                  .build());
      case LEFTOVER ->
          news.add(
              entry(AuditType.FINDING, id).setOutcome(Result.FAILURE).setMessage(message).build());
    }
  }

  private AuditEntry.Builder entry(AuditType type, String what) {
    return entries
        .base(work + "/" + type + "/" + what + "/" + now.toEpochMilli(), now)
        .setType(type)
        .setPhase(Phase.VERIFIED)
        .setOutcome(Result.SUCCESS)
        .setTarget(target(null));
  }

  private Target target(@Nullable String scope) {
    return new Target(entries.access().getTool(), scope, entries.account().orElse(null));
  }
}
