package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.ItemState;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.State;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What to do for one person in one tool.
 *
 * <p>A look at somebody whose access was applied already gives back what was taken by hand, but
 * takes nothing away itself, however the tool came to have more: the guard has to count that first.
 * For somebody who has left, everything of ours goes whenever it is found.
 *
 * @param changes in the order in which to make them; each can be repeated
 * @param cells what the tool has in managed scopes, and whose it is
 * @param findings what an operator should know, without personal data
 * @param drift cells that a look found to be more than is wanted, as the tool has them
 * @param state {@code APPLYING} while there is something to do, else where the person stands
 * @param checklist of somebody who has left, in order; empty for everybody else
 */
public record Plan(
    List<Change> changes,
    List<Cell> cells,
    List<Finding> findings,
    List<Cell> drift,
    State state,
    List<Item> checklist) {

  public Plan {
    changes = List.copyOf(changes);
    cells = List.copyOf(cells);
    findings = List.copyOf(findings);
    drift = List.copyOf(drift);
    checklist = List.copyOf(checklist);
  }

  /** For somebody who has not left. */
  public Plan(
      List<Change> changes,
      List<Cell> cells,
      List<Finding> findings,
      List<Cell> drift,
      State state) {
    this(changes, cells, findings, drift, state, List.of());
  }

  /**
   * One item of the checklist of somebody who leaves, as the tool shows it now.
   *
   * @param detail what stays, or what a person has to do; no personal data
   */
  public record Item(OffboardingItem item, ItemState state, Optional<String> detail) {}

  /** The scopes that must be read before a plan can be made: never one outside manage. */
  public static Set<String> scopesToRead(Desired desired, Known known) {
    TreeSet<String> scopes = new TreeSet<>();
    desired.roles().forEach(role -> scopes.add(role.scope()));
    known.cells().forEach(cell -> scopes.add(cell.getScope()));
    known.adopted().forEach(role -> scopes.add(role.getScope()));
    known
        .intended()
        .forEach(change -> {
          if (change.getScope() != null) {
            scopes.add(change.getScope());
          }
        });
    scopes.removeIf(scope -> !desired.manages(scope));
    return scopes;
  }

  /**
   * The plan that needs no look at the tool, because nothing may be done there: somebody else holds
   * the account, or the policy says nothing about this person and never did.
   *
   * <p>Whose account went to another person holds nothing more. Roles of it that were granted for
   * the earlier person, and not yet taken back, are unexplained in the status of the new holder:
   * reported, never removed, because that status may be of another partition, where nobody can know
   * any more that they were ours. As a rule there are none: a leaver is offboarded first.
   */
  public static Optional<Plan> withoutLooking(Desired desired, Known known) {
    return switch (desired.disposition()) {
      case CONFLICT ->
          Optional.of(
              still(
                  known,
                  FindingKind.CONFLICT,
                  "another person holds the account; correct the account rule or the directory",
                  State.BLOCKED));
      case SUPERSEDED ->
          Optional.of(
              still(
                  Known.NOTHING,
                  FindingKind.CONFLICT,
                  "the account went to another person; nothing is changed for this one",
                  State.CONVERGED));
      case CONVERGE ->
          desired.managed().isEmpty() && known.equals(Known.NOTHING)
              ? Optional.of(nothingToDo(desired))
              : Optional.empty();
      case LEAVER -> Optional.empty();
    };
  }

  /** What leads from what the tool has to what it should have. */
  public static Plan between(
      ToolDescriptor tool, Desired desired, Known known, Observation observed) {
    return switch (desired.disposition()) {
      case CONVERGE -> new Converging(new Shapes(tool), desired, known, observed).plan();
      case LEAVER -> new Leaving(new Shapes(tool), desired, known, observed).plan();
      case CONFLICT, SUPERSEDED -> withoutLooking(desired, known).orElseThrow();
    };
  }

  static void reportUnmanaged(Desired desired, Draft draft) {
    desired.roles().stream()
        .filter(role -> !desired.manages(role.scope()))
        .forEach(role ->
            draft.finding(
                FindingKind.UNMANAGED,
                role.scope(),
                "a rule grants " + role.role() + " here; add the scope to manage"));
  }

  /** Cells that were managed once are no longer read: they stay as they were. */
  static void keepUnmanaged(Desired desired, Known known, Draft draft) {
    known.cells().stream()
        .filter(cell -> !desired.manages(cell.getScope()))
        .forEach(cell -> {
          draft.keep(cell);
          if (Known.isOurs(cell.getOrigin())) {
            draft.finding(
                FindingKind.UNMANAGED,
                cell.getScope(),
                "Rolecall granted "
                    + cell.getRole()
                    + " here before the scope left manage; it is not touched any more");
          }
        });
  }

  /** Whoever else writes where this person has something, or is to have it, is named. */
  static void reportOtherWriters(Desired desired, Known known, Observation observed, Draft draft) {
    TreeSet<String> scopes = new TreeSet<>();
    desired.managed().forEach(role -> scopes.add(role.scope()));
    observed.roles().stream()
        .filter(role -> known.ours(role.scope(), role.role()) && desired.manages(role.scope()))
        .forEach(role -> scopes.add(role.scope()));
    for (String scope : scopes) {
      desired
          .bounds()
          .otherWriter(scope)
          .ifPresent(who ->
              draft.finding(
                  FindingKind.SYNCED_BY_OTHERS,
                  scope,
                  who
                      + " writes here as well, and may undo what Rolecall does: end that, or take"
                      + " the scope out of manage"));
    }
  }

  private static Plan nothingToDo(Desired desired) {
    Draft draft = new Draft();
    reportUnmanaged(desired, draft);
    return draft.still(State.CONVERGED);
  }

  private static Plan still(Known known, FindingKind kind, String detail, State state) {
    return new Plan(
        List.of(), known.cells(), List.of(new Finding(kind, null, detail)), List.of(), state);
  }
}
