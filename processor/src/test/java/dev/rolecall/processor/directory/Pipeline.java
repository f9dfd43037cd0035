package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.BundleCheck;
import dev.rolecall.processor.streams.BoundedRocksDb;
import dev.rolecall.processor.streams.WorkedOff;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology without a broker. Each look at the clock takes a millisecond. */
final class Pipeline implements AutoCloseable {

  private final AtomicLong ticks = new AtomicLong();
  private final TopologyTestDriver driver;
  private final TestInputTopic<String, byte[]> commands;
  final TestOutputTopic<String, Outcome> outcomes;
  final TestOutputTopic<String, DirectoryEntry> directory;
  final TestOutputTopic<String, PeopleEntry> people;
  final TestOutputTopic<String, AuditEntry> audit;
  final TestOutputTopic<String, HoldEntry> holds;
  private int sent;

  Pipeline(Path state, BundleCheck bundles) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, DirectoryStage.APPLICATION);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    driver =
        new TopologyTestDriver(
            DirectoryTopology.build(bundles, () -> ticks.addAndGet(1_000_000), new WorkedOff()),
            settings,
            Asked.MORNING);
    commands =
        driver.createInputTopic(
            Topics.COMMANDS.name(), Topic.keys().serializer(), new ByteArraySerializer());
    outcomes = output(Topics.OUTCOMES);
    directory = output(Topics.DIRECTORY);
    people = output(Topics.PEOPLE);
    audit = output(Topics.AUDIT_ENTRIES);
    holds = output(Topics.HOLDS);
  }

  /** Sends what is asked in time, and returns its outcome. */
  Outcome ask(Object intent) {
    send(intent);
    return outcomes.readValue();
  }

  void send(Object intent) {
    Instant at = Asked.MORNING.plusSeconds(++sent);
    append(Asked.command(Integer.toString(sent), intent, at), at);
  }

  void append(Command command, Instant at) {
    bytes(command.getDirectory(), Topics.COMMANDS.values().encode(command), null, at);
  }

  /** Sends anything at all, with the header that names the command, or without. */
  void bytes(@Nullable String key, byte[] value, @Nullable String commandHeader, Instant at) {
    RecordHeaders headers = new RecordHeaders();
    if (commandHeader != null) {
      headers.add(CommandReader.COMMAND_HEADER, commandHeader.getBytes(StandardCharsets.UTF_8));
      headers.add(CommandReader.CORRELATION_HEADER, "correlation".getBytes(StandardCharsets.UTF_8));
    }
    commands.pipeInput(new TestRecord<>(key, value, headers, at));
  }

  /** The time until the next slice of the jobs passes. */
  void slice() {
    driver.advanceWallClockTime(Duration.ofMillis(20));
  }

  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** What the last slices or commands published, newest last. */
  List<Person> published() {
    return people.readValuesToList().stream()
        .map(PeopleEntry::getBody)
        .filter(Person.class::isInstance)
        .map(Person.class::cast)
        .toList();
  }

  void forgetOutput() {
    outcomes.readValuesToList();
    directory.readValuesToList();
    people.readValuesToList();
    audit.readValuesToList();
    holds.readValuesToList();
  }

  <V> KeyValueStore<String, V> store(String name) {
    return driver.getKeyValueStore(name);
  }

  double counted(String what) {
    return driver.metrics().entrySet().stream()
        .filter(each -> each.getKey().name().equals(what + "-total"))
        .mapToDouble(each -> (double) each.getValue().metricValue())
        .sum();
  }

  static String key(String person) {
    return Keys.person(Asked.ACME, Asked.id(person));
  }

  @Override
  public void close() {
    driver.close();
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic<T> topic) {
    return driver.createOutputTopic(
        topic.name(), Topic.keys().deserializer(), topic.values().deserializer());
  }
}
