package dev.rolecall.processor.directory;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.processor.streams.WorkedOff;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTopologyTest {

  /** Ten people per step, and five looks at a clock that moves by a millisecond each time. */
  private static final int PER_SLICE = 50;

  @TempDir Path state;
  private Pipeline pipeline;

  @BeforeEach
  void start() {
    pipeline = new Pipeline(state, bundle -> List.of());
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void itsShapeAndNamesAreThoseOfTheLastRelease() throws IOException {
    String shape =
        DirectoryTopology.build(bundle -> List.of(), () -> 0, new WorkedOff())
            .describe()
            .toString();
    // A difference abandons stores or topics of running installations: think before you update it.
    try (InputStream golden =
        Objects.requireNonNull(getClass().getResourceAsStream("topology.txt"))) {
      assertThat(shape.strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void aCommandBecomesAnOutcomeAFactAPersonAndAnAuditEntry() {
    pipeline.send(join("ada"));

    KeyValue<String, Outcome> outcome = pipeline.outcomes.readKeyValue();
    assertThat(outcome.key).isEqualTo(ACME);
    assertThat(outcome.value.getCommand()).isEqualTo(id("command 1"));
    assertThat(outcome.value.getResult()).isInstanceOf(Accepted.class);
    assertThat(pipeline.directory.readKeyValuesToList())
        .extracting(fact -> fact.key)
        .containsExactly(Keys.phase(ACME), Keys.user(ACME, id("ada")));
    assertThat(pipeline.people.readKeyValuesToList())
        .extracting(person -> person.key)
        .containsExactly(Keys.peoplePhase(ACME), Pipeline.key("ada"));
    KeyValue<String, AuditEntry> audit = pipeline.audit.readKeyValue();
    assertThat(audit.key).isEqualTo(Pipeline.key("ada"));
    assertThat(audit.value.getType()).isEqualTo(AuditType.PERSON_CREATED);
  }

  @Test
  void whatWasDecidedIsRememberedForTheNextCommand() {
    pipeline.ask(join("ada"));
    pipeline.ask(createGroup("platform", "ada"));
    assertThat(refusal(pipeline.ask(createGroup("Platform")))).isEqualTo(Refusal.UNIQUENESS);
    pipeline.people.readValuesToList();
    pipeline.ask(deleteUser("ada"));
    assertThat(pipeline.published().getLast().getGroups()).isEmpty();
    assertThat(pipeline.directory.readKeyValuesToList())
        .contains(KeyValue.pair(Keys.user(ACME, id("ada")), null));
  }

  @Test
  void aLateCommandIsAnsweredAsExpired() {
    Command late = command("late", join("ada"), MORNING);
    pipeline.append(late, late.getDeadline().plusMillis(1));
    assertThat(refusal(pipeline.outcomes.readValue())).isEqualTo(Refusal.EXPIRED);
    assertThat(pipeline.directory.isEmpty()).isTrue();
  }

  @Test
  void aPoisonCommandIsAnsweredAuditedAndSkipped() {
    pipeline.bytes(ACME, new byte[] {1, 2, 3}, id("waiting"), MORNING);

    Outcome outcome = pipeline.outcomes.readValue();
    assertThat(outcome.getCommand()).isEqualTo(id("waiting"));
    assertThat(outcome.getCorrelation()).isEqualTo("correlation");
    assertThat(refusal(outcome)).isEqualTo(Refusal.POISON);
    assertThat(pipeline.audit.readValue().getType()).isEqualTo(AuditType.COMMAND_REJECTED);
    assertThat(pipeline.counted("poison")).isEqualTo(1);
    assertThat(pipeline.ask(join("ada")).getResult()).isInstanceOf(Accepted.class);
  }

  @Test
  void poisonThatNobodyWaitsForIsAuditedByItsPlace() {
    pipeline.bytes(ACME, new byte[0], null, MORNING);
    pipeline.bytes(null, new byte[] {7}, "not an id", MORNING);
    pipeline.bytes("No/Directory", new byte[] {7}, id("x"), MORNING);

    assertThat(pipeline.outcomes.isEmpty()).isTrue();
    assertThat(pipeline.audit.readKeyValuesToList())
        .extracting(entry -> entry.key + " " + entry.value.getId())
        .containsExactly(
            "acme rolecall.commands-0@0/0",
            "rolecall-policy rolecall.commands-0@1/0",
            "rolecall-policy rolecall.commands-0@2/0");
    assertThat(pipeline.counted("poison")).isEqualTo(3);
  }

  @Test
  void aCommandUnderTheKeyOfAnotherDirectoryIsPoison() {
    byte[] command = Topics.COMMANDS.values().encode(command("1", join("ada"), MORNING));
    pipeline.bytes("globex", command, id("command 1"), MORNING);
    assertThat(refusal(pipeline.outcomes.readValue())).isEqualTo(Refusal.POISON);
    assertThat(pipeline.people.isEmpty()).isTrue();
  }

  @Test
  void aCommandBelowTheStoredOffsetIsIgnored() {
    pipeline.ask(join("ada"));
    pipeline.forgetOutput();
    pipeline.<Long>store("directory-offsets").put(ACME, 1L);
    pipeline.send(join("bob"));

    assertThat(pipeline.outcomes.isEmpty()).isTrue();
    assertThat(pipeline.directory.isEmpty()).isTrue();
    assertThat(pipeline.counted("ignored")).isEqualTo(1);
    assertThat(pipeline.ask(join("bob")).getResult()).isInstanceOf(Accepted.class);
  }

  @Test
  void aPublishedPolicyGoesToPeople() {
    assertThat(pipeline.ask(publish("d1")).getDirectory()).isEqualTo(Keys.POLICY_DIRECTORY);
    KeyValue<String, PeopleEntry> copy = pipeline.people.readKeyValue();
    assertThat(copy.key).isEqualTo(Keys.PEOPLE_BUNDLE);
    assertThat(copy.value.getBody()).isInstanceOf(BundleState.class);
  }

  @Test
  void largeGroupsAreRenamedAndDeletedInSlicesWhileCommandsGoOn() {
    int members = 1_000;
    largeGroup(members);
    pipeline.ask(rename("everybody", "all staff"));
    pipeline.forgetOutput();

    pipeline.slice();
    List<Person> renamed = pipeline.published();
    assertThat(renamed)
        .hasSize(PER_SLICE)
        .allSatisfy(person -> assertThat(name(person)).isEqualTo("all staff"));
    assertThat(pipeline.ask(join("ada")).getResult()).isInstanceOf(Accepted.class);
    Job job = urgentJob("everybody");
    assertThat(DirectoryProgress.of(job))
        .extracting(progress -> progress.done() + " of " + progress.total())
        .isEqualTo(PER_SLICE + " of " + members);

    pipeline.ask(deleteGroup("everybody"));
    pipeline.forgetOutput();
    IntStream.rangeClosed(0, members / PER_SLICE).forEach(n -> pipeline.slice());
    assertThat(pipeline.published())
        .hasSize(members)
        .allSatisfy(person -> assertThat(person.getGroups()).isEmpty());
    assertThat(pipeline.directory.readKeyValuesToList())
        .hasSize(members)
        .allSatisfy(edge -> assertThat(edge.value).isNull());
    assertThat(pipeline.store(DirectoryStores.JOBS).all()).isExhausted();
  }

  @Test
  void twoJobsTakeTurns() {
    // Nobody has joined yet: jobs come to members without a user too.
    pipeline.send(createGroup("everybody"));
    pipeline.send(createGroup("other"));
    addAll("everybody", 1_000);
    addAll("other", 1_000);
    pipeline.ask(rename("everybody", "first"));
    pipeline.ask(rename("other", "second"));
    pipeline.slice();
    assertThat(List.of("everybody", "other").stream().map(this::urgentJob).map(Job::done))
        .allSatisfy(done -> assertThat(done).isBetween(20, 30));
  }

  @Test
  void whoeverLosesAccessDoesNotWaitBehindThoseWhoGainIt() {
    largeGroup(1_000);
    pipeline.send(createGroup("small", "p0", "p1"));
    pipeline.send(createGroup("above"));
    pipeline.send(createGroup("restricted"));
    pipeline.send(add("restricted", "small"));
    pipeline.slice();
    pipeline.ask(add("above", "everybody"));
    pipeline.ask(remove("restricted", "small"));
    pipeline.forgetOutput();

    pipeline.slice();
    assertThat(pipeline.published().subList(0, 2))
        .allSatisfy(person ->
            assertThat(person.getGroups())
                .extracting(GroupRef::getDisplayName)
                .doesNotContain("restricted")
                .contains("small"));
  }

  @Test
  void peopleBelowAGroupAreResolvedInSlicesAndKeepTheAgeOfTheirMembership() {
    pipeline.send(join("ada"));
    pipeline.send(createGroup("team", "ada"));
    pipeline.send(createGroup("engineers"));
    pipeline.send(createGroup("staff", "engineers"));
    pipeline.send(add("engineers", "team"));
    Instant joined = Asked.MORNING.plusSeconds(5);
    pipeline.slice();
    // What a full push and a repeated PATCH come to.
    pipeline.send(add("engineers", "team"));
    pipeline.send(add("team", "ada"));
    pipeline.send(remove("team", "bob"));
    pipeline.send(replace("ada", 1, withTitle(aUser("ada"), "Engineer")));
    pipeline.slice();

    assertThat(pipeline.published().getLast().getGroups())
        .extracting(GroupRef::getDisplayName, GroupRef::getSince, GroupRef::getVia)
        .containsExactlyInAnyOrder(
            tuple("team", Asked.MORNING.plusSeconds(2), null),
            tuple("engineers", joined, id("team")),
            tuple("staff", joined, id("engineers")));
  }

  @Test
  void aJobThatAnEarlierOwnerOfThePartitionLeftIsFinished() {
    // No command tells the stage of this job: only its start can.
    Job left =
        new Job(
            Job.Kind.REMOVE_GROUP,
            ACME,
            id("gone"),
            null,
            null,
            0,
            0,
            JobSerdeTest.CAUSE,
            1,
            true,
            List.of());
    pipeline.<Job>store(DirectoryStores.JOBS).put(left.key(), left);
    pipeline.slice();
    assertThat(pipeline.store(DirectoryStores.JOBS).all()).isExhausted();
  }

  private Job urgentJob(String group) {
    return pipeline.<Job>store(DirectoryStores.JOBS).get("!" + Keys.group(ACME, id(group)));
  }

  private void largeGroup(int members) {
    IntStream.range(0, members).forEach(n -> pipeline.send(join("p" + n)));
    pipeline.send(createGroup("everybody"));
    addAll("everybody", members);
    pipeline.forgetOutput();
  }

  private void addAll(String group, int members) {
    List<String> ids = IntStream.range(0, members).mapToObj(n -> id("p" + n)).toList();
    for (int from = 0; from < members; from += 250) {
      pipeline.send(addIds(group, ids.subList(from, from + 250)));
    }
    pipeline.forgetOutput();
  }

  private static String name(Person person) {
    return person.getGroups().getFirst().getDisplayName();
  }

  private static Refusal refusal(Outcome outcome) {
    return ((Rejected) outcome.getResult()).getRefusal();
  }
}
