package dev.rolecall.processor.access;

import dev.rolecall.processor.streams.BoundedRocksDb;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The access application without a broker: what goes in, what came out since the last look. */
final class AccessApplication implements AutoCloseable {

  /** Each look at the clock takes so long: a slice ends after a few people. */
  private static final long LOOK_AT_THE_CLOCK = Duration.ofMillis(1).toNanos();

  private final AtomicLong nanos = new AtomicLong();
  private final TopologyTestDriver driver;
  private final SettableClock clock = new SettableClock();
  private final Backlog backlog =
      new Backlog(record -> {}, () -> this.people, () -> this.proposals);
  private long people;
  private long proposals;
  private Instant now;

  AccessApplication(Path state, Map<String, ConfiguredTool> tools) {
    this(state, tools, Acme.MORNING);
  }

  AccessApplication(Path state, Map<String, ConfiguredTool> tools, Instant begins) {
    this(begins, state, tools);
    confirm("acme");
  }

  /** Knows nothing yet. */
  private AccessApplication(Instant begins, Path state, Map<String, ConfiguredTool> tools) {
    now = begins;
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "access-test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
    driver =
        new TopologyTestDriver(
            AccessTopology.build(tools, clock, backlog, () -> nanos.addAndGet(LOOK_AT_THE_CLOCK)),
            settings,
            begins);
  }

  /** An operator has confirmed the directory: access may be taken on its behalf. */
  private void confirm(String directory) {
    driver
        .createInputTopic(
            Topics.PEOPLE.name(), Topic.keys().serializer(), Topics.PEOPLE.values().serializer())
        .pipeInput(
            Keys.peoplePhase(directory),
            new PeopleEntry(
                Acme.cause(Trigger.OPERATOR, "confirm-" + directory),
                new DirectoryPhase(directory, true, now, List.of()),
                List.of()));
  }

  /** Another process on the same state, which was down for a while. */
  AccessApplication restarted(Path folder, Duration down) {
    AccessApplication after = new AccessApplication(now.plus(down), folder, Acme.tools());
    driver.getAllStateStores().keySet().forEach(name -> copy(name, after));
    return after;
  }

  private void copy(String name, AccessApplication after) {
    KeyValueStore<String, Object> to = after.store(name);
    try (KeyValueIterator<String, Object> all = this.<Object>store(name).all()) {
      all.forEachRemaining(each -> to.put(each.key, each.value));
    }
  }

  void read(PeopleEntry entry) {
    String key =
        entry.getBody() instanceof Person person
            ? Keys.person(person.getDirectory(), person.getId())
            : Keys.PEOPLE_BUNDLE;
    driver
        .createInputTopic(
            Topics.PEOPLE.name(), Topic.keys().serializer(), Topics.PEOPLE.values().serializer())
        .pipeInput(key, entry);
  }

  /** What an operator decided. */
  void order(Object body, String command) {
    driver
        .createInputTopic(
            Topics.PEOPLE.name(), Topic.keys().serializer(), Topics.PEOPLE.values().serializer())
        .pipeInput(
            Keys.peopleOrder(command),
            new PeopleEntry(Acme.cause(Trigger.OPERATOR, command), body, List.of()));
  }

  /** Account keys and links since the last look; without a value: taken back. */
  List<KeyValue<String, Link>> links(String tool) {
    return driver
        .createOutputTopic(
            Topics.links(tool).name(),
            Topic.keys().deserializer(),
            Topics.links(tool).values().deserializer())
        .readKeyValuesToList();
  }

  void erase(String person) {
    driver
        .createInputTopic(
            Topics.PEOPLE.name(), Topic.keys().serializer(), new ByteArraySerializer())
        .pipeInput(Keys.person("acme", person), null);
  }

  void readBytes(byte[] value) {
    driver
        .createInputTopic(
            Topics.PEOPLE.name(), Topic.keys().serializer(), new ByteArraySerializer())
        .pipeInput("acme/x", value);
  }

  /** From now on so many people lie before it. */
  void people(long fetched) {
    people = fetched;
  }

  /** From now on so many proposals lie before the guard. */
  void proposals(long fetched) {
    proposals = fetched;
  }

  Backlog backlog() {
    return backlog;
  }

  SettableClock clock() {
    return clock;
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
    driver.advanceWallClockTime(time);
  }

  void forgetOutput() {
    Acme.tools().keySet().forEach(this::access);
    control();
    audit();
  }

  /** Long enough for every slice of a job with few people. */
  void finishJobs() {
    for (int i = 0; i < 100; i++) {
      pass(Slices.PAUSE);
    }
  }

  List<Access> access(String tool) {
    return values(Topics.access(tool));
  }

  List<Control> control() {
    return values(Topics.CONTROL);
  }

  List<HoldEntry> holds() {
    return values(Topics.HOLDS);
  }

  List<AuditEntry> audit() {
    return values(Topics.AUDIT_ENTRIES);
  }

  <V> KeyValueStore<String, V> store(String name) {
    return driver.getKeyValueStore(name);
  }

  private <T extends SpecificRecord> List<T> values(Topic<T> topic) {
    return driver
        .createOutputTopic(topic.name(), Topic.keys().deserializer(), topic.values().deserializer())
        .readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
