package dev.rolecall.policy.draft;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Proposes a policy from observed roles and the directory's groups. The same people, in whatever
 * order, give the same draft.
 */
public final class Drafter {

  private static final Comparator<LeftOver> BY_NAME =
      Comparator.comparing((LeftOver left) -> left.userName())
          .thenComparing(LeftOver::person)
          .thenComparing(LeftOver::cell, Cell.CANONICAL);

  private final String tool;
  private final Terms terms;
  private final List<Person> people;
  private final Slots slots;
  private final Ledger ledger;

  private Drafter(String tool, ToolShape shape, List<Person> people, Terms terms) {
    this.tool = tool;
    this.terms = terms;
    this.people = people;
    slots = new Slots(tool, new RoleRanks(new Tools(Map.of(tool, shape))));
    ledger = new Ledger(people, slots);
  }

  /**
   * A policy by which everybody keeps what they hold, as far as the terms allow.
   *
   * @param people all of the directory, also those who hold nothing: a rule is measured by whom it
   *     would give something new
   */
  public static PolicyDraft draft(String tool, ToolShape shape, List<Person> people, Terms terms) {
    return new Drafter(tool, shape, people, terms).draft();
  }

  private PolicyDraft draft() {
    List<Sketch> chosen = new Cover(ledger, terms).choose(Conventions.find(ledger, terms));
    Settling settling = new Settling(ledger, chosen, terms);
    settling.settle();
    Proposals proposals = Proposals.of(settling.rules(), ledger, terms);
    List<DatedException> exceptions = exceptions(settling.kept());
    List<LeftOver> left = new ArrayList<>(settling.left());
    left.addAll(ofLeavers());
    left.sort(BY_NAME);
    return new PolicyDraft(
        tool,
        coverage(settling, proposals, left.size()),
        proposals.rules(),
        exceptions,
        left,
        new DraftText(tool, terms).files(proposals.rules(), exceptions));
  }

  private List<DatedException> exceptions(List<Settling.Kept> kept) {
    List<DatedException> exceptions = new ArrayList<>();
    for (Settling.Kept each : kept) {
      Person person = ledger.people().get(each.person());
      exceptions.add(
          new DatedException(
              DraftText.exceptionId(terms, exceptions.size() + 1),
              person.id(),
              person.userName(),
              each.cells(),
              terms.from().plus(terms.exceptions())));
    }
    return exceptions;
  }

  private List<LeftOver> ofLeavers() {
    List<LeftOver> left = new ArrayList<>();
    for (Person person : people) {
      if (!person.active()) {
        for (int cell : Ledger.highest(person.holds(), slots).values()) {
          left.add(
              new LeftOver(
                  person.id(),
                  person.userName(),
                  slots.cell(cell),
                  LeftOver.Why.PERSON_LEFT,
                  "the person is not active; offboarding takes it"));
        }
      }
    }
    return left;
  }

  private PolicyDraft.Coverage coverage(Settling settling, Proposals proposals, int left) {
    int held = 0;
    int open = 0;
    for (int person = 0; person < ledger.people().size(); person++) {
      held += ledger.held(person).size();
      open += ledger.open(person).size();
    }
    int byExceptions = settling.kept().stream().mapToInt(each -> each.cells().size()).sum();
    int ofLeavers = left - settling.left().size();
    return new PolicyDraft.Coverage(
        held + ofLeavers,
        held - open,
        open - byExceptions - settling.left().size(),
        byExceptions,
        left,
        proposals.gaining(),
        proposals.gained());
  }
}
