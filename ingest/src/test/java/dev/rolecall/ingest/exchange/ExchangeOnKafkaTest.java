package dev.rolecall.ingest.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.service.TopicSetup;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.CommandExchange;
import dev.rolecall.service.exchange.ExchangeConfig;
import dev.rolecall.service.exchange.Question;
import dev.rolecall.views.directory.DirectoryView;
import dev.rolecall.views.directory.DirectoryViewConfig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeOnKafkaTest {

  private static final InstantSource CLOCK = InstantSource.system();
  private static final int PARTITIONS = TopicSetup.Layout.ALL_IN_ONE.mostPartitions();

  @TempDir Path folder;

  @Test
  void everyReadSeesTheWriteThatWasAnsweredBefore() throws Exception {
    try (Broker broker = new Broker(folder.resolve("kafka"))) {
      try (Admin admin = Admin.create(broker.settings.admin("setup"))) {
        TopicSetup.create(admin, Topics.all(List.of()), TopicSetup.Layout.ALL_IN_ONE);
      }
      AtomicBoolean stop = new AtomicBoolean();
      Thread decider = Thread.ofPlatform().start(() -> decide(broker, stop));
      try (DirectoryView view = DirectoryView.start(viewConfig(broker));
          CommandExchange exchange =
              CommandExchange.start(
                  ExchangeConfig.of(broker.settings, "ingest", CLOCK, UUID::randomUUID))) {
        for (int i = 0; i < 50; i++) {
          Answer answer = exchange.ask(question("u" + i)).join();
          assertThat(answer).isInstanceOf(Answer.Done.class);
          view.upToDate("acme").join();
          assertThat(view.user("acme", "u" + i)).isPresent();
        }
        assertThat(view.problem()).isEmpty();
        assertThat(exchange.inFlight()).isZero();
      } finally {
        stop.set(true);
        decider.join();
      }
      try (DirectoryView again = DirectoryView.start(viewConfig(broker))) {
        again.upToDate("acme").join();
        assertThat(again.user("acme", "u49")).isPresent();
      }
    }
  }

  private DirectoryViewConfig viewConfig(Broker broker) {
    return new DirectoryViewConfig(
        broker.settings,
        "view",
        folder.resolve("directory.db"),
        DirectoryViewConfig.LONGEST_WAIT,
        CLOCK);
  }

  private static Question question(String id) {
    User user = User.newBuilder().setUserName(id + "@acme.example").build();
    return new Question(
        "acme",
        "r-" + id,
        new Actor(ActorKind.IDP, "okta"),
        "POST /Users",
        CLOCK.instant(),
        new CreateUser(id, user));
  }

  /** A directory that accepts everything: outcome and fact in one transaction. */
  private static void decide(Broker broker, AtomicBoolean stop) {
    try (KafkaConsumer<String, Command> commands =
            new KafkaConsumer<>(
                broker.settings.consumer("decider"),
                new StringDeserializer(),
                Topics.COMMANDS.values().deserializer());
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                broker.settings.transactionalProducer("decider", "decider"),
                new StringSerializer(),
                new ByteArraySerializer())) {
      producer.initTransactions();
      commands.assign(
          IntStream.range(0, PARTITIONS)
              .mapToObj(each -> new TopicPartition(Topics.COMMANDS.name(), each))
              .toList());
      while (!stop.get()) {
        for (ConsumerRecord<String, Command> each : commands.poll(Duration.ofMillis(50))) {
          String id =
              new String(each.headers().lastHeader("command").value(), StandardCharsets.UTF_8);
          assertThat(each.value().getId()).isEqualTo(id);
          accept(each.value(), producer);
        }
      }
    }
  }

  private static void accept(Command command, KafkaProducer<String, byte[]> producer) {
    CreateUser create = (CreateUser) command.getIntent();
    var now = command.getReceivedAt();
    Cause cause =
        new Cause(
            Trigger.SCIM,
            command.getId(),
            command.getRequest(),
            command.getCorrelation(),
            command.getActor(),
            now,
            now);
    UserState state = new UserState(create.getId(), 1L, now, now, create.getUser());
    Outcome outcome =
        new Outcome(
            command.getId(),
            "acme",
            command.getCorrelation(),
            now,
            new Accepted(true, create.getId(), 1L, 0L, now, now, null));
    String key = Keys.user("acme", create.getId());
    producer.beginTransaction();
    var outcomeSent = producer.send(bytes(Topics.OUTCOMES, "acme", outcome));
    var factSent =
        producer.send(bytes(Topics.DIRECTORY, key, new DirectoryEntry("acme", cause, state)));
    producer.commitTransaction();
    assertThat(outcomeSent).isDone();
    assertThat(factSent).isDone();
  }

  private static <T extends org.apache.avro.specific.SpecificRecord>
      org.apache.kafka.clients.producer.ProducerRecord<String, byte[]> bytes(
          dev.rolecall.schemas.Topic<T> topic, String key, T value) {
    return new org.apache.kafka.clients.producer.ProducerRecord<>(
        topic.name(), topic.partition(key, PARTITIONS), key, topic.values().encode(value));
  }
}
