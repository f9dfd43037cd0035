package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.Keeping;
import dev.rolecall.connectors.plan.Modes;
import dev.rolecall.connectors.plan.PlannedChanges;
import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.avro.ApiCall;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.PlannedChange;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Puts back what protected accounts are to keep. Part of one sweep: a crash leaves at most an entry
 * of what was about to be done, and the next sweep looks again.
 */
final class Keeper {

  private final Workshop workshop;
  private final Control control;
  private final BooleanSupplier paused;
  private final SweepEntries entries;
  private final Census census;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> restored = new HashSet<>();

  Keeper(
      Workshop workshop,
      Control control,
      BooleanSupplier paused,
      SweepEntries entries,
      Census census) {
    this.workshop = workshop;
    this.control = control;
    this.paused = paused;
    this.entries = entries;
    this.census = census;
  }

  /** What was lost and not put back. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** Scopes in which something was put back: what was read of them is not true any more. */
  Set<String> restored() {
    return Set.copyOf(restored);
  }

  /** Compares one scope, as it was just read, with what is to be kept there. */
  void keep(String scope, List<ObservedHolder> holders) throws InterruptedException {
    for (Keep keep : control.getKeep()) {
      if (keep.getScope().equals(scope)) {
        Keeping keeping = new Keeping(keep, workshop.descriptor());
        for (Keeping.Named lost : keeping.lost(holders, census.lastReports(scope))) {
          look(keeping, lost);
        }
      }
    }
  }

  /** Keeps of scopes that no sweep reads cannot be kept. */
  void reportUnmanaged() {
    ScopePatterns manage = new ScopePatterns(control.getManage());
    new TreeSet<>(control.getKeep().stream().map(Keep::getScope).toList())
        .stream()
            .filter(scope -> !manage.matches(scope))
            .forEach(scope ->
                finding(scope, "roles are to be kept here, but the scope is not in manage"));
  }

  private void look(Keeping keeping, Keeping.Named account) throws InterruptedException {
    String scope = keeping.keep().getScope();
    try {
      Optional<Observation> found = find(keeping, account);
      if (found.isEmpty()) {
        finding(
            scope, "an account whose roles are to be kept does not exist: correct protect.keep");
        return;
      }
      ObservedAccount there = found.get().account().orElseThrow();
      for (Change change : keeping.missing(found.get().roles())) {
        restore(there, change, scope);
      }
    } catch (ToolException unread) {
      unread.retryAfter().ifPresent(workshop.circuit()::quiet);
      finding(scope, "an account whose roles are to be kept could not be read");
    }
  }

  /** The policy names an account by its login or by its id. */
  private Optional<Observation> find(Keeping keeping, Keeping.Named account)
      throws ToolException, InterruptedException {
    String scope = keeping.keep().getScope();
    if (!account.isId() && keeping.findsByLogin()) {
      Whom byLogin =
          new Whom(
              Optional.empty(),
              List.of(new Whom.Lookup(Whom.By.LOGIN, account.name())),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      Observation found = observe(byLogin, scope);
      if (found.account().isPresent()) {
        return Optional.of(found);
      }
    }
    return Optional.of(observe(whom(account.name()), scope)).filter(it -> it.account().isPresent());
  }

  private Observation observe(Whom whom, String scope) throws ToolException, InterruptedException {
    return workshop.calls().observe(Urgency.REST, whom, Set.of(scope));
  }

  private static Whom whom(String id) {
    return new Whom(
        Optional.of(id), List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private void restore(ObservedAccount account, Change change, String scope)
      throws ToolException, InterruptedException {
    PlannedChange planned = PlannedChanges.of(change);
    if (Modes.of(control).in(scope) != Mode.ENFORCE || !isPossible(change, scope)) {
      finding(
          scope,
          "a protected account lost "
              + planned.getTo()
              + ", which it is to keep: give it back by hand"
              + (isPossible(change, scope) ? ", or enforce the scope" : ""));
      return;
    }
    if (paused.getAsBoolean()) {
      return;
    }
    String intent = workshop.ids().get().toString();
    AuditEntry.Builder entry = restoring(account, planned, intent);
    workshop.log().write(List.of(entry.build()));
    Applied applied = workshop.calls().apply(Urgency.REST, whom(account.id()), change, paused);
    workshop.metrics().call(applied);
    restored.add(scope);
    settle(account, planned, intent, applied);
  }

  private boolean isPossible(Change change, String scope) {
    return Keeping.isPossible(workshop.descriptor(), change, scope);
  }

  private AuditEntry.Builder restoring(
      ObservedAccount account, PlannedChange planned, String intent) {
    String scope = planned.getScope();
    AuditEntry.Builder entry =
        entries
            .of(
                AuditType.ROLE_RESTORED,
                "keep/" + intent + "/" + Phase.PLANNED,
                scope,
                account.id(),
                census.person(account.id()))
            .setPhase(Phase.PLANNED)
            .setIntent(intent)
            .setAfter(List.of(new Role(scope, planned.getTo())))
            .setMessage("a protected account is to keep it");
    return planned.getFrom() == null
        ? entry
        : entry.setBefore(List.of(new Role(scope, planned.getFrom())));
  }

  /** The answer of the tool, and what reading back says. */
  private void settle(
      ObservedAccount account, PlannedChange planned, String intent, Applied applied)
      throws ToolException, InterruptedException {
    Result went = Entries.went(applied);
    Applied.Call call = applied.call();
    AuditEntry answered =
        restoring(account, planned, intent)
            .setId(entries.sweep() + "/keep/" + intent + "/" + Phase.APPLIED)
            .setPhase(went == Result.FAILURE ? Phase.FAILED : Phase.APPLIED)
            .setOutcome(went)
            .setCall(new ApiCall(call.method(), call.path(), call.status(), 1))
            .build();
    workshop.log().write(List.of(answered));
    if (applied instanceof Applied.NotNow later) {
      later.retryAfter().ifPresent(workshop.circuit()::quiet);
    }
    if (applied instanceof Applied.Unauthorised no) {
      workshop.circuit().open(no.why());
    }
    boolean isSo =
        went != Result.FAILURE
            && PlannedChanges.isSoIn(observe(whom(account.id()), planned.getScope()), planned);
    if (!isSo) {
      finding(
          planned.getScope(),
          "a protected account lost "
              + planned.getTo()
              + ", and the tool did not give it back: give it back by hand");
    }
    if (went != Result.FAILURE) {
      AuditEntry settled =
          restoring(account, planned, intent)
              .setId(entries.sweep() + "/keep/" + intent + "/SETTLED")
              .setPhase(isSo ? Phase.VERIFIED : Phase.FAILED)
              .setOutcome(isSo ? Result.SUCCESS : Result.FAILURE)
              .build();
      workshop.log().write(List.of(settled));
    }
  }

  private void finding(String scope, String detail) {
    findings.add(new Finding(FindingKind.KEPT, scope, detail));
  }
}
