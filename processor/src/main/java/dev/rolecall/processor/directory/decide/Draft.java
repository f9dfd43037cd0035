package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Effect;
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
import org.apache.avro.specific.SpecificRecord;

/** The records that a decision or a step of a job leads to, all with its cause. */
final class Draft {

  private final String directory;
  private final Cause cause;
  private final List<Fact> facts = new ArrayList<>();
  private final List<PeopleRecord> people = new ArrayList<>();
  private final List<AuditEntry> findings = new ArrayList<>();
  private List<Effect> effects = List.of();
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

  /**
   * What the command does to the members of a group; everybody published from now on carries it.
   */
  void carry(List<Effect> carried) {
    effects = List.copyOf(carried);
  }

  List<Effect> effects() {
    return effects;
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

  void put(DirectoryPhase phase) {
    fact(Keys.phase(directory), phase);
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

  /**
   * Publishes a person.
   *
   * @param pending effects that had not come to the person yet, besides those of this command
   */
  void publish(Person person, List<Effect> pending) {
    people.add(
        new PeopleRecord(
            Keys.person(directory, person.getId()),
            new PeopleEntry(cause, person, Effects.newest(effects, pending))));
    if (person.getIncomplete()) {
      findings.add(AuditTrail.incompleteGroups(cause, directory, person.getId()));
    }
  }

  void publish(BundleState bundle) {
    people.add(new PeopleRecord(Keys.PEOPLE_BUNDLE, new PeopleEntry(cause, bundle, List.of())));
  }

  void publish(DirectoryPhase phase) {
    people.add(
        new PeopleRecord(Keys.peoplePhase(directory), new PeopleEntry(cause, phase, List.of())));
  }

  /**
   * Sends on what an operator decided, and nothing of it stays.
   *
   * @param id the command's, with more behind it when it orders several things
   */
  void order(String id, SpecificRecord order) {
    String key = Keys.peopleOrder(id);
    people.add(new PeopleRecord(key, new PeopleEntry(cause, order, List.of())));
    people.add(new PeopleRecord(key, null));
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
