package dev.rolecall.console;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.adopt.AdoptReport.AccountRow;
import dev.rolecall.policy.adopt.Holder;
import dev.rolecall.policy.adopt.Holder.Has;
import dev.rolecall.policy.adopt.Holder.Kind;
import dev.rolecall.policy.adopt.Person;
import dev.rolecall.policy.adopt.Standing;
import dev.rolecall.policy.draft.Cell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everybody who holds something in a tool, or should. */
final class DriftHolders {

  private final Survey survey;
  private final RoleRanks ranks;
  private final Set<String> withAccount = new HashSet<>();

  DriftHolders(Survey survey, RoleRanks ranks) {
    this.survey = survey;
    this.ranks = ranks;
  }

  List<Holder> all() {
    List<Holder> holders = new ArrayList<>();
    survey.adoption().accounts().forEach(row -> holders.add(ofAccount(row)));
    for (Person person : survey.people()) {
      List<Cell> wanted = survey.wanted().getOrDefault(person.id(), List.of());
      List<Has> invited = survey.invited().getOrDefault(person.id(), List.of());
      if (!withAccount.contains(person.id()) && !(wanted.isEmpty() && invited.isEmpty())) {
        Kind kind = person.active() ? Kind.PERSON_WITHOUT_ACCOUNT : Kind.LEAVER;
        holders.add(new Holder(person.id(), person.userName(), kind, wanted, invited));
      }
    }
    return holders;
  }

  private Holder ofAccount(AccountRow row) {
    return switch (row.standing()) {
      case Standing.Matched(Standing.Candidate person) ->
          person(row, person.person(), person.userName());
      case Standing.Linked(String person, String userName) -> person(row, person, userName);
      case Standing.Ambiguous ambiguous -> nobodys(row, Kind.AMBIGUOUS);
      case Standing.Bot bot -> nobodys(row, Kind.BOT);
      case Standing.Orphan orphan ->
          orphan.cause() == Standing.Cause.PERSON_LEFT && orphan.people().size() == 1
              ? leaver(row, orphan.people().getFirst())
              : nobodys(row, Kind.ORPHAN);
    };
  }

  private Holder person(AccountRow row, String person, String userName) {
    withAccount.add(person);
    return new Holder(
        person,
        userName,
        Kind.PERSON,
        survey.wanted().getOrDefault(person, List.of()).stream()
            .filter(cell -> !isInherited(person, cell))
            .toList(),
        held(row));
  }

  /** What a place above gives, and is enough, is not given again. */
  private boolean isInherited(String person, Cell wanted) {
    return survey.inherited().getOrDefault(person, List.of()).stream()
        .filter(cell -> cell.scope().equals(wanted.scope()))
        .anyMatch(cell -> rank(cell) >= rank(wanted));
  }

  private int rank(Cell cell) {
    return ranks.of(survey.tool(), cell.scope(), cell.role());
  }

  private Holder leaver(AccountRow row, Standing.Candidate person) {
    withAccount.add(person.person());
    return new Holder(person.person(), person.userName(), Kind.LEAVER, List.of(), held(row));
  }

  private Holder nobodys(AccountRow row, Kind kind) {
    return new Holder(row.account(), row.login(), kind, List.of(), held(row));
  }

  private List<Has> held(AccountRow row) {
    return survey.held().getOrDefault(row.account(), List.of());
  }
}
