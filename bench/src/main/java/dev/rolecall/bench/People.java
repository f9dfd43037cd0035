package dev.rolecall.bench;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;

/** People straight in the log, as the directory stage would write them, and how far readers are. */
final class People implements AutoCloseable {

  /** The application whose progress is waited for. */
  private static final String ACCESS = "rolecall-access";

  private final KafkaSettings kafka;
  private final Admin admin;

  People(KafkaSettings kafka) {
    this.kafka = kafka;
    this.admin = Admin.create(kafka.admin("bench"));
  }

  /** Writes so many people, all in the same groups. */
  void write(int count, List<String> groups) throws InterruptedException {
    Instant now = Instant.now();
    int partitions = partitions(Topics.PEOPLE);
    try (var producer =
        new KafkaProducer<>(
            kafka.producer("bench"),
            Topic.keys().serializer(),
            Topics.PEOPLE.values().serializer())) {
      for (int i = 0; i < count; i++) {
        String id = "person-%06d".formatted(i);
        var unused =
            producer.send(
                Topics.PEOPLE.record(
                    Keys.person("bench", id), person(id, groups, now), partitions));
      }
      producer.flush();
    }
  }

  private static PeopleEntry person(String id, List<String> groups, Instant now) {
    List<GroupRef> refs = new ArrayList<>();
    groups.forEach(group -> refs.add(new GroupRef("id-of-" + group, group, null, now, null, null)));
    User user = User.newBuilder().setUserName(id + "@acme.example").build();
    Cause cause =
        new Cause(
            Trigger.SCIM, id, "bench", "bench", new Actor(ActorKind.SYSTEM, "bench"), now, now);
    return new PeopleEntry(
        cause, new Person("bench", id, Standing.ACTIVE, user, refs, false), List.of());
  }

  /** How many records resolution still has to read. */
  long unread() throws Exception {
    Map<TopicPartition, Long> ends = ends(Topics.PEOPLE);
    var committed = admin.listConsumerGroupOffsets(ACCESS).partitionsToOffsetAndMetadata().get();
    long unread = 0;
    for (var end : ends.entrySet()) {
      var offset = committed.get(end.getKey());
      unread += end.getValue() - (offset == null ? 0 : offset.offset());
    }
    return unread;
  }

  /** How many records a topic was given, with the marks of transactions. */
  long written(Topic<?> topic) throws Exception {
    return ends(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<TopicPartition, Long> ends(Topic<?> topic) throws Exception {
    Collection<TopicPartition> partitions = new ArrayList<>();
    int count = partitions(topic);
    for (int i = 0; i < count; i++) {
      partitions.add(new TopicPartition(topic.name(), i));
    }
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  private int partitions(Topic<?> topic) throws InterruptedException {
    return TopicSetup.partitions(admin, List.of(topic)).getOrDefault(topic.name(), 0);
  }

  @Override
  public void close() {
    admin.close();
  }
}
