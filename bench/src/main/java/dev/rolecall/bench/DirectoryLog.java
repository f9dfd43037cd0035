package dev.rolecall.bench;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.PersonName;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * Writes people and groups straight into the logs, as the directory stage would: a million requests
 * would take longer than what is measured.
 */
final class DirectoryLog implements AutoCloseable {

  private final Instant now = Instant.now();
  private final Admin admin;
  private final KafkaProducer<String, DirectoryEntry> directory;
  private final KafkaProducer<String, PeopleEntry> people;
  private long written;

  DirectoryLog(KafkaSettings kafka) {
    this.admin = Admin.create(kafka.admin("bench"));
    this.directory = producer(kafka, Topics.DIRECTORY);
    this.people = producer(kafka, Topics.PEOPLE);
  }

  private static <T extends SpecificRecord> KafkaProducer<String, T> producer(
      KafkaSettings kafka, Topic<T> topic) {
    return new KafkaProducer<>(
        kafka.producer("bench"), Topic.keys().serializer(), topic.values().serializer());
  }

  /** How many records it wrote. */
  long written() {
    return written;
  }

  static String login(int number) {
    return "person-%07d".formatted(number);
  }

  static String groupName(int number) {
    return "group-%05d".formatted(number);
  }

  /** Users from one number up to another, in the log that views follow. */
  void users(int from, int to) throws InterruptedException {
    int partitions = partitions(Topics.DIRECTORY);
    for (int number = from; number < to; number++) {
      UserState state = new UserState(id(number), 1L, now, now, user(number));
      send(Keys.user(Bed.DIRECTORY, state.getId()), state, partitions);
    }
    directory.flush();
  }

  /**
   * Groups, and each of the first people in so many of them.
   *
   * @param each groups of one person
   */
  void groups(int count, int people, int each) throws InterruptedException {
    int partitions = partitions(Topics.DIRECTORY);
    for (int number = 0; number < count; number++) {
      GroupState group =
          new GroupState(
              groupId(number),
              1L,
              1L,
              now,
              now,
              groupName(number),
              "ext-group-" + number,
              0,
              0,
              now);
      send(Keys.group(Bed.DIRECTORY, group.getId()), group, partitions);
    }
    for (int person = 0; person < people; person++) {
      for (int nth = 0; nth < each; nth++) {
        Membership edge = new Membership(groupId((person + nth * 7) % count), id(person), now);
        send(Keys.member(Bed.DIRECTORY, edge.getGroup(), edge.getMember()), edge, partitions);
      }
    }
    directory.flush();
  }

  /** People in the log that is resolved, all in the same group. */
  void people(int count, String group) throws InterruptedException {
    int partitions = partitions(Topics.PEOPLE);
    List<GroupRef> groups = List.of(new GroupRef("id-of-" + group, group, null, now, null, null));
    for (int number = 0; number < count; number++) {
      Person person =
          new Person(
              Bed.DIRECTORY,
              id(number),
              Standing.ACTIVE,
              user(number),
              new ArrayList<>(groups),
              false);
      var unused =
          people.send(
              Topics.PEOPLE.record(
                  Keys.person(Bed.DIRECTORY, person.getId()),
                  new PeopleEntry(cause(), person, List.of()),
                  partitions));
      written++;
    }
    people.flush();
  }

  private void send(String key, SpecificRecord fact, int partitions) {
    var unused =
        directory.send(
            Topics.DIRECTORY.record(
                key, new DirectoryEntry(Bed.DIRECTORY, cause(), fact), partitions));
    written++;
  }

  private Cause cause() {
    return new Cause(
        Trigger.SCIM,
        "00000000-0000-4000-8000-000000000000",
        "POST /Users",
        "bench",
        new Actor(ActorKind.IDP, "bench"),
        now,
        now);
  }

  private static User user(int number) {
    String login = login(number);
    return User.newBuilder()
        .setUserName(login + "@acme.example")
        .setExternalId("ext-" + number)
        .setDisplayName("Person " + number)
        .setName(
            PersonName.newBuilder().setFamilyName("Family " + number).setGivenName("P").build())
        .setEmails(List.of(new Labelled(login + "@acme.example", null, "work", true)))
        .build();
  }

  private static String id(int number) {
    return new UUID(0x4000L, 0x8000_0000_0000_0000L + number).toString();
  }

  private static String groupId(int number) {
    return new UUID(0x4001L, 0x8000_0000_0000_0000L + number).toString();
  }

  private int partitions(Topic<?> topic) throws InterruptedException {
    return TopicSetup.partitions(admin, List.of(topic)).getOrDefault(topic.name(), 0);
  }

  @Override
  public void close() {
    directory.close();
    people.close();
    admin.close();
  }
}
