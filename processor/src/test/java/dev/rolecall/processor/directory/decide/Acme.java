package dev.rolecall.processor.directory.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Rejected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A directory in memory with everything that was ever published about it. */
final class Acme {

  final DirectoryTables tables =
      new DirectoryTables(new MapTable<>(), new MapTable<>(), new MapTable<>(), new MapTable<>());
  final DirectoryState state = new DirectoryState(Asked.ACME, tables);
  final List<Fact> log = new ArrayList<>();
  final Map<String, PeopleEntry> people = new HashMap<>();
  final List<AuditEntry> findings = new ArrayList<>();
  BundleCheck bundles = bundle -> List.of();
  private Instant now = Asked.MORNING;
  private long offset = 0;

  static Acme with(Object... intents) {
    Acme acme = new Acme();
    for (Object intent : intents) {
      acme.accepted(intent);
    }
    return acme;
  }

  /** Appended one second after the one before. */
  Decision send(Object intent) {
    now = now.plusSeconds(1);
    return sendNow(intent);
  }

  /** Appended in the same millisecond as the one before. */
  Decision sendNow(Object intent) {
    Command command = Asked.command(Long.toString(++offset), intent, now);
    return decide(command, new CommandContext(now, offset)).orElseThrow();
  }

  /** By a request whose path and names are longer than is kept of them. */
  void sendLongWinded(Object intent) {
    now = now.plusSeconds(1);
    Command command =
        Command.newBuilder(Asked.command(Long.toString(++offset), intent, now))
            .setRequest("€".repeat(1_000))
            .setCorrelation("€".repeat(1_000))
            .setActor(new Actor(ActorKind.IDP, "€".repeat(1_000)))
            .build();
    assertThat(decide(command, new CommandContext(now, offset))).isPresent();
  }

  Optional<Decision> decide(Command command, CommandContext at) {
    DirectoryState of = new DirectoryState(command.getDirectory(), tables);
    Optional<Decision> decided = Decide.decide(command, at, of, bundles);
    decided.ifPresent(decision -> {
      of.apply(decision, at.offset());
      keep(decision.facts(), decision.people(), decision.audit());
    });
    return decided;
  }

  Accepted accepted(Object intent) {
    return (Accepted) send(intent).outcome().getResult();
  }

  Rejected rejected(Object intent) {
    return (Rejected) send(intent).outcome().getResult();
  }

  /** One step of each job. */
  List<JobStep> work(int atMost) {
    List<JobStep> steps = new ArrayList<>();
    for (Map.Entry<String, Job> each : tables.jobs().range("", "~", 100)) {
      // A step of one job may take the place of another.
      Job job = tables.jobs().get(each.getKey());
      if (job == null) {
        continue;
      }
      steps.add(work(job, atMost));
    }
    return steps;
  }

  /** One step of the job that works on a group. */
  JobStep work(String group, int atMost) {
    return work(Objects.requireNonNull(state.jobOfGroup(Asked.id(group))), atMost);
  }

  private JobStep work(Job job, int atMost) {
    JobStep step = JobStep.next(job, state, atMost);
    state.apply(step);
    keep(step.facts(), step.people(), step.audit());
    return step;
  }

  void workEverythingOff() {
    while (!work(50).isEmpty()) {
      // Until no job is left.
    }
  }

  Person person(String name) {
    return (Person) entry(name).getBody();
  }

  /** Kind and group of each effect that the last record of a person carries. */
  List<String> effects(String name) {
    return entry(name).getEffects().stream()
        .map(effect -> effect.getKind() + " " + effect.getGroup())
        .toList();
  }

  PeopleEntry entry(String name) {
    return Objects.requireNonNull(people.get(Keys.person(Asked.ACME, Asked.id(name))));
  }

  GroupState group(String name) {
    return Objects.requireNonNull(state.group(Asked.id(name)));
  }

  List<String> groupNames(String name) {
    return person(name).getGroups().stream().map(GroupRef::getDisplayName).sorted().toList();
  }

  /** The cause of some fact. */
  Cause anyCause() {
    return tables.facts().range("", "~", 1).getFirst().getValue().getCause();
  }

  boolean isPublished(String name) {
    return people.containsKey(Keys.person(Asked.ACME, Asked.id(name)));
  }

  Instant now() {
    return now;
  }

  long offset() {
    return offset;
  }

  private void keep(List<Fact> facts, List<PeopleRecord> published, List<AuditEntry> audit) {
    audit.stream().filter(each -> each.getType() == AuditType.FINDING).forEach(findings::add);
    log.addAll(facts);
    for (PeopleRecord each : published) {
      if (each.entry() != null) {
        assertThat(Topics.PEOPLE.values().encode(each.entry()))
            .hasSizeLessThan(Topics.PEOPLE.largestRecord());
      }
      if (each.key().startsWith(Keys.person(Asked.ACME, ""))) {
        people.put(each.key(), each.entry());
      }
    }
  }
}
