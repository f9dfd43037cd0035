package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A plan in the making: everything that would have to be done, before the mode has its say. */
final class Draft {

  /** A status is one record: with more findings than this nobody reads them one by one. */
  private static final int MOST_FINDINGS = 200;

  private static final Comparator<Step> IN_ORDER =
      Comparator.comparing(Step::order)
          .thenComparing(Comparator.comparingInt(Step::rank).reversed());

  private final List<Step> steps = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Cell> drift = new LinkedHashSet<>();
  private boolean blocked;
  private boolean pending;

  void add(Step step) {
    steps.add(step);
  }

  void cell(ObservedRole role, Origin origin) {
    String state =
        switch (role.holding()) {
          case DIRECT -> "active";
          case INVITED, INHERITED, QUEUED -> role.holding().name().toLowerCase(Locale.ROOT);
        };
    cells.add(
        new Cell(role.scope(), role.role(), origin, state, PlannedChanges.start(role.ends())));
  }

  /** A cell that was not read, kept as it was. */
  void keep(Cell cell) {
    cells.add(cell);
  }

  void finding(FindingKind kind, @Nullable String scope, String detail) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(new Finding(kind, scope, detail));
    }
  }

  /** Something an operator has to do before the person can have what is wanted. */
  void blocking(FindingKind kind, @Nullable String scope, String detail) {
    finding(kind, scope, detail);
    blocked = true;
  }

  void waitsForSomebodyElse() {
    pending = true;
  }

  /** Nothing is done for an account that nobody may change. */
  void protect() {
    if (!steps.isEmpty()) {
      blocking(
          FindingKind.PROTECTED,
          null,
          "the account is protected or a bot: nothing is changed; take it off protect, or correct"
              + " the rule");
      steps.clear();
    }
  }

  /** What only a person can do becomes an instruction. */
  void manual(Shapes shapes) {
    for (Step step : List.copyOf(steps)) {
      Ability needs = Steps.needs(step.change());
      if (!shapes.can(needs, Steps.scope(step.change()))) {
        steps.remove(step);
        blocking(
            FindingKind.MANUAL,
            Steps.scope(step.change()),
            "the API cannot do it, a person has to: "
                + Steps.describe(step.change())
                + shapes.tool().instruction(needs).map(how -> " (" + how + ")").orElse(""));
      }
    }
  }

  Plan converge(Desired desired) {
    steps.sort(IN_ORDER);
    Predicate<Step> allowed =
        switch (desired.mode()) {
          case OBSERVE -> step -> false;
          case ADDITIVE -> step -> !step.takes();
          case ENFORCE -> step -> true;
        };
    if (!desired.asked()) {
      setAside(step -> step.takes() && allowed.test(step));
    }
    return finish(allowed, State.CONVERGED);
  }

  /** Steps that nobody asked for: what they would take is drift, and waits. */
  private void setAside(Predicate<Step> unasked) {
    for (Step step : List.copyOf(steps)) {
      if (unasked.test(step)) {
        steps.remove(step);
        cells.stream().filter(cell -> Steps.takesFrom(step.change(), cell)).forEach(drift::add);
        finding(
            FindingKind.PROPOSED,
            Steps.scope(step.change()),
            Steps.describe(step.change()) + ": the tool has more than access says; it waits");
      }
    }
  }

  Plan offboard(Mode mode) {
    return finish(
        switch (mode) {
          case OBSERVE -> step -> false;
          case ADDITIVE, ENFORCE -> step -> true;
        },
        State.OFFBOARDED);
  }

  private Plan finish(Predicate<Step> allowed, State done) {
    boolean proposed = false;
    List<Change> changes = new ArrayList<>();
    for (Step step : steps) {
      if (allowed.test(step)) {
        changes.add(step.change());
      } else {
        proposed = true;
        finding(FindingKind.PROPOSED, Steps.scope(step.change()), Steps.describe(step.change()));
      }
    }
    return new Plan(
        changes,
        sorted(cells),
        findings,
        sorted(drift),
        state(changes, proposed || !drift.isEmpty(), done));
  }

  private State state(List<Change> changes, boolean proposed, State done) {
    if (!changes.isEmpty()) {
      return State.APPLYING;
    }
    if (blocked) {
      return State.BLOCKED;
    }
    if (proposed) {
      return State.OBSERVED;
    }
    return pending ? State.PENDING : done;
  }

  private static List<Cell> sorted(Collection<Cell> cells) {
    return cells.stream()
        .sorted(Comparator.comparing(Cell::getScope).thenComparing(Cell::getRole))
        .toList();
  }
}
