package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
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
import java.util.TreeSet;
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
  private final List<Change> changes = new ArrayList<>();
  private boolean proposed;
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
      untouchable();
      steps.clear();
    }
  }

  void untouchable() {
    blocking(
        FindingKind.PROTECTED,
        null,
        "the account is protected or a bot: nothing is changed; take it off protect, or correct"
            + " the rule");
  }

  /** What the mode does not let happen is only reported. */
  void propose(Change change) {
    proposed = true;
    finding(FindingKind.PROPOSED, Steps.scope(change), Steps.describe(change));
  }

  void make(Change change) {
    changes.add(change);
  }

  /** What only a person can do becomes an instruction. */
  void manual(Change change, Shapes shapes, boolean blocks) {
    finding(
        FindingKind.MANUAL,
        Steps.scope(change),
        "the API cannot do it, a person has to: "
            + Steps.describe(change)
            + shapes.how(Steps.needs(change)));
    blocked |= blocks;
  }

  /**
   * For somebody who is here. The mode has the first word: what is only proposed needs nobody to do
   * it by hand.
   */
  Plan converge(Desired desired, Shapes shapes) {
    steps.sort(IN_ORDER);
    Set<String> stopped = new TreeSet<>();
    for (Step step : steps) {
      @Nullable String scope = Steps.scope(step.change());
      String where = scope == null ? Bounds.ACCOUNT : scope;
      if (!permits(mode(desired, scope), step)) {
        propose(step.change());
      } else if (desired.bounds().stopped().contains(where)) {
        stopped.add(where);
      } else if (!shapes.can(Steps.needs(step.change()), scope)) {
        manual(step.change(), shapes, true);
      } else if (!desired.asked() && step.waits()) {
        setAside(step);
      } else {
        make(step.change());
      }
    }
    stopped.forEach(this::stop);
    return still(State.CONVERGED);
  }

  /** What others keep reversing is left to a person to settle. */
  void stop(String where) {
    blocking(
        FindingKind.SYNCED_BY_OTHERS, where.equals(Bounds.ACCOUNT) ? null : where, Drifted.STOPPED);
  }

  static Mode mode(Desired desired, @Nullable String scope) {
    return scope == null
        ? desired
            .bounds()
            .modes()
            .leastCareful(desired.managed().stream().map(Desired.WantedRole::scope).toList())
        : desired.bounds().modes().in(scope);
  }

  private static boolean permits(Mode mode, Step step) {
    return switch (mode) {
      case OBSERVE -> false;
      case ADDITIVE -> !step.takes();
      case ENFORCE -> true;
    };
  }

  /** A step that nobody asked for: what it would take is drift, and waits. */
  private void setAside(Step step) {
    cells.stream().filter(cell -> Steps.takesFrom(step.change(), cell)).forEach(drift::add);
    finding(
        FindingKind.PROPOSED,
        Steps.scope(step.change()),
        Steps.describe(step.change()) + ": the tool has more than access says; it waits");
  }

  Plan still(State done) {
    return new Plan(changes, sorted(cells), findings, sorted(drift), state(done));
  }

  /** For somebody who has left: while something is only proposed, nobody has to act. */
  Plan offboard(List<Plan.Item> checklist) {
    State state =
        blocked && proposed && changes.isEmpty() ? State.OBSERVED : state(State.OFFBOARDED);
    return new Plan(changes, sorted(cells), findings, List.of(), state, checklist);
  }

  private State state(State done) {
    if (!changes.isEmpty()) {
      return State.APPLYING;
    }
    if (blocked) {
      return State.BLOCKED;
    }
    if (proposed || !drift.isEmpty()) {
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
