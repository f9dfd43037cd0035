package dev.rolecall.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.app.system.Client;
import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.Trigger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each guarantee holds when nothing fails, and is seen broken when somebody breaks it. */
@Tag("guarantees")
@ExtendWith(SharedCluster.class)
class BrokenPromisesTest {

  static final long SEED = 0;

  @Test
  void everyBrokenPromiseIsSeen(Cluster cluster) throws Exception {
    List<Guarantee> guarantees = Guarantee.all();
    Season season = new Season(SEED, cluster, guarantees, Map.of(), Duration.ofSeconds(5));
    assertThat(season.play()).isEmpty();

    Quiet quiet = season.quiet();
    String directory = Season.directories(SEED).getFirst();
    Staff staff = java.util.Objects.requireNonNull(quiet.staff().get(directory));
    // Some were deleted, or never got an account.
    Staff.Person person =
        staff.people().stream()
            .filter(each ->
                cluster.sandbox().gitlab("gitlab").user(Quiet.loginOf(each.userName())).isPresent())
            .findFirst()
            .orElseThrow();
    guarantees.forEach(each -> each.onAnswer(outdatedRead(directory, person)));
    write(cluster, Topics.OUTCOMES, directory, outcome(directory));
    // It was emptied: nobody is in it by any answer.
    String group = staff.group(Company.KEPT);
    write(
        cluster,
        Topics.DIRECTORY,
        Keys.member(directory, group, person.id()),
        new DirectoryEntry(
            directory, cause(), new Membership(group, person.id(), Instant.ofEpochSecond(1))));
    cluster
        .sandbox()
        .gitlab("gitlab")
        .setMemberByHand("web", Quiet.loginOf(person.userName()), AccessLevel.OWNER);
    Client gitlab =
        new Client(URI.create(cluster.sandbox().url("gitlab") + "/api/v4"), "gitlab-token");
    remove(cluster, gitlab, "kept", "s" + SEED + "a-kept8");
    remove(cluster, gitlab, "web", Company.OTHERS.getFirst());

    Quiet broken = season.quiet();
    Map<String, List<String>> seen = new HashMap<>();
    guarantees.forEach(each -> seen.put(each.promise(), each.check(broken)));
    // Those who come after us find everything in its place.
    cluster
        .sandbox()
        .gitlab("gitlab")
        .setMemberByHand("web", Company.OTHERS.getFirst(), AccessLevel.DEVELOPER);
    assertThat(seen)
        .hasSize(guarantees.size())
        .allSatisfy((promise, wrong) -> assertThat(wrong).as(promise).isNotEmpty());
  }

  private static Answered outdatedRead(String directory, Staff.Person person) {
    long now = System.nanoTime();
    return new Answered.OfUser(
        directory,
        "forged",
        200,
        person.userName(),
        new Operation<>(
            "forger",
            new UserModel.Call.Read(),
            Optional.of(
                new UserModel.Result(200, Optional.of(new UserModel.Seen(1_000, "never", true)))),
            now,
            now));
  }

  private static Outcome outcome(String directory) {
    Instant at = Instant.ofEpochSecond(1);
    return new Outcome(
        UUID.randomUUID().toString(),
        directory,
        "forged",
        at,
        new Accepted(true, "forged", 1L, 0L, at, at, null));
  }

  private static Cause cause() {
    Instant at = Instant.ofEpochSecond(1);
    return new Cause(
        Trigger.SCIM,
        UUID.randomUUID().toString(),
        "forged",
        "forged",
        new Actor(ActorKind.IDP, "forger"),
        at,
        at);
  }

  private static <T extends SpecificRecord> void write(
      Cluster cluster, Topic<T> topic, String key, T value) throws Exception {
    try (KafkaProducer<String, T> producer =
        new KafkaProducer<>(
            cluster.kafka().producer("forger"),
            new StringSerializer(),
            topic.values().serializer())) {
      int partitions = producer.partitionsFor(topic.name()).size();
      producer.send(topic.record(key, value, partitions)).get();
    }
  }

  private static void remove(Cluster cluster, Client gitlab, String scope, String login) {
    long id = cluster.sandbox().gitlab("gitlab").user(login).orElseThrow().id();
    int status = gitlab.send("DELETE", "/groups/%s/members/%d".formatted(scope, id), "").status();
    assertThat(Set.of(204, 200)).contains(status);
  }
}
