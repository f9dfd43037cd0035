package dev.rolecall.console;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.Resolution;
import dev.rolecall.policy.adopt.AdoptReport.AccountRow;
import dev.rolecall.policy.adopt.Standing;
import dev.rolecall.policy.contract.Subjects;
import dev.rolecall.policy.draft.Cell;
import dev.rolecall.policy.draft.Group;
import dev.rolecall.policy.draft.Person;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.GroupRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody with groups, with what the policy in force gives, and with what they hold. */
final class DraftPeople {

  private final String tool;
  private final Optional<Policy> policy;
  private final Instant at;
  private final List<Person> people = new ArrayList<>();

  /** Half a million people are in some thousand groups. */
  private final Map<String, Group> groups = new HashMap<>();

  DraftPeople(String tool, Optional<Policy> policy, Instant at) {
    this.tool = tool;
    this.policy = policy;
    this.at = at;
  }

  void add(dev.rolecall.schemas.avro.Person person) {
    people.add(
        new Person(
            Keys.person(person.getDirectory(), person.getId()),
            person.getUser().getUserName(),
            Subjects.of(person).active(),
            person.getGroups().stream().map(this::group).toList(),
            List.of(),
            given(person)));
  }

  private Group group(GroupRef ref) {
    return groups.computeIfAbsent(ref.getId(), id -> new Group(id, ref.getDisplayName()));
  }

  private List<Cell> given(dev.rolecall.schemas.avro.Person person) {
    return policy
        .map(inForce ->
            Resolution.resolve(Subjects.of(person), inForce, at).getOrDefault(tool, List.of()))
        .orElseGet(List::of)
        .stream()
        .map(grant -> new Cell(grant.scope(), grant.role()))
        .toList();
  }

  /** The same people, with what those hold whose account is known for sure. */
  List<Person> holding(Survey survey) {
    Map<String, List<Cell>> held = new HashMap<>();
    for (AccountRow row : survey.adoption().accounts()) {
      owner(row.standing())
          .ifPresent(person ->
              held.computeIfAbsent(person, absent -> new ArrayList<>())
                  .addAll(
                      survey.held().getOrDefault(row.account(), List.of()).stream()
                          .map(has -> has.cell())
                          .toList()));
    }
    return people.stream()
        .map(each ->
            new Person(
                each.id(),
                each.userName(),
                each.active(),
                each.groups(),
                held.getOrDefault(each.id(), List.of()),
                each.given()))
        .toList();
  }

  private static Optional<String> owner(Standing standing) {
    return switch (standing) {
      case Standing.Matched(Standing.Candidate person) -> Optional.of(person.person());
      case Standing.Linked linked -> Optional.of(linked.person());
      case Standing.Orphan orphan ->
          orphan.cause() == Standing.Cause.PERSON_LEFT && orphan.people().size() == 1
              ? Optional.of(orphan.people().getFirst().person())
              : Optional.empty();
      case Standing.Ambiguous ambiguous -> Optional.empty();
      case Standing.Bot bot -> Optional.empty();
    };
  }
}
