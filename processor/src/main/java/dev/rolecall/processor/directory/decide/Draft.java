package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The records that a decision or a step of a job leads to, all with its cause. */
final class Draft {

  private final String directory;
  private final Cause cause;
  private final List<Fact> facts = new ArrayList<>();
  private final List<PeopleRecord> people = new ArrayList<>();
  private final List<AuditEntry> findings = new ArrayList<>();
  private final List<HoldRecord> holds = new ArrayList<>();

  Draft(String directory, Cause cause) {
    this.directory = directory;
    this.cause = cause;
  }

  String directory() {
    return directory;
  }

  Cause cause() {
    return cause;
  }

  /** When the command was appended. */
  Instant now() {
    return cause.getDecidedAt();
  }

  void put(UserState user) {
    fact(Keys.user(directory, user.getId()), user);
  }

  void put(GroupState group) {
    fact(Keys.group(directory, group.getId()), group);
  }

  void put(Membership edge) {
    fact(Keys.member(directory, edge.getGroup(), edge.getMember()), edge);
  }

  void put(BundleState bundle) {
    fact(Keys.bundle(directory), bundle);
  }

  void put(HeldBundle held) {
    fact(Keys.heldBundle(directory), held);
  }

  void removeUser(String id) {
    facts.add(new Fact(Keys.user(directory, id), null));
  }

  void removeGroup(String id) {
    facts.add(new Fact(Keys.group(directory, id), null));
  }

  void removeMember(String group, String member) {
    facts.add(new Fact(Keys.member(directory, group, member), null));
  }

  void publish(Person person) {
    people.add(
        new PeopleRecord(
            Keys.person(directory, person.getId()), new PeopleEntry(cause, person, List.of())));
    if (person.getIncomplete()) {
      findings.add(AuditTrail.incompleteGroups(cause, directory, person.getId()));
    }
  }

  void publish(BundleState bundle) {
    people.add(new PeopleRecord(Keys.PEOPLE_BUNDLE, new PeopleEntry(cause, bundle, List.of())));
  }

  void publish(Hold hold) {
    holds.add(HoldRecord.of(hold));
  }

  List<HoldRecord> holds() {
    return List.copyOf(holds);
  }

  List<Fact> facts() {
    return List.copyOf(facts);
  }

  List<PeopleRecord> people() {
    return List.copyOf(people);
  }

  /** What an operator should know of those who were published. */
  List<AuditEntry> findings() {
    return List.copyOf(findings);
  }

  private void fact(String key, Object fact) {
    facts.add(new Fact(key, new DirectoryEntry(directory, cause, fact)));
  }
}
