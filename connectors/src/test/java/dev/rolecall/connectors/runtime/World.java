package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.ModelTool;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Binding;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A tool of its own on the broker: writes what the guard would, reads what the runtime says. */
final class World implements AutoCloseable {

  static final int PARTITIONS = 2;
  static final Reason REASON =
      new Reason("rule", "10-engineering.yaml", 3, "digest", null, null, List.of(), null);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  final String tool;
  final ScriptedTool model;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Path data;
  private final KafkaProducer<String, byte[]> producer;
  private final List<ConnectorRuntime> runtimes = new ArrayList<>();
  private long version = 1;
  private List<Role> adopted = List.of();

  World(String tool) throws InterruptedException {
    this(tool, ModelTool.DESCRIPTOR);
  }

  World(String tool, ToolDescriptor descriptor) throws InterruptedException {
    this.tool = tool;
    this.model = new ScriptedTool(descriptor);
    try {
      data = Files.createTempDirectory("rolecall-data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Broker.create(tool);
    producer =
        new KafkaProducer<>(
            Broker.settings().producer("guard"), new StringSerializer(), new ByteArraySerializer());
  }

  static final Pace PACE =
      new Pace(
          4,
          Duration.ofSeconds(1),
          Duration.ofMillis(50),
          Duration.ofMillis(400),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMinutes(15),
          Duration.ofMillis(300),
          Duration.ofMillis(2));

  ConnectorRuntime start(String instance) {
    return start(instance, PACE);
  }

  ConnectorRuntime start(String instance, Pace pace) {
    return start(instance, pace, model);
  }

  ConnectorRuntime start(String instance, Pace pace, Connector connector) {
    ConnectorRuntime runtime =
        ConnectorRuntime.start(
            new RuntimeConfig(
                tool,
                connector,
                Broker.settings(),
                instance,
                pace,
                meters,
                InstantSource.system(),
                new Random(7),
                UUID::randomUUID,
                data));
    runtimes.add(runtime);
    return runtime;
  }

  void control(Mode mode, long counter, String... manage) {
    control(mode, counter, false, manage);
  }

  void control(Mode mode, long counter, boolean paused, String... manage) {
    control(Control.newBuilder(settings(mode, counter, manage)).setPaused(paused).build());
  }

  /** Settings to be filled in; the digest follows. */
  Control settings(Mode mode, long counter, String... manage) {
    return new Control(
        tool,
        new Version(1L, counter),
        "",
        mode,
        List.of(manage),
        List.of(),
        false,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        "",
        "bundle",
        cause());
  }

  void control(Control settings) {
    String digest =
        "%s%s%s%s%s%s"
            .formatted(
                settings.getMode(),
                settings.getManage(),
                settings.getPaused(),
                settings.getModes(),
                settings.getKeep(),
                settings.getResync());
    send(Topics.CONTROL, tool, Control.newBuilder(settings).setDigest(digest).build(), 1);
  }

  /** An operator takes over a role that the person holds. */
  void adopts(String person, String scope, String role, String... scopesAndRoles) {
    adopted = List.of(new Role(scope, role));
    wants(person, scopesAndRoles);
    adopted = List.of();
  }

  /** Settings that bind teams of the tool. */
  void binds(Mode mode, long counter, Binding... bindings) {
    Control control =
        Control.newBuilder(Records.control("binds" + counter, false))
            .setTool(tool)
            .setVersion(new Version(1L, counter))
            .setMode(mode)
            .setManage(List.of("team:*"))
            .setBindings(List.of(bindings))
            .setCause(cause())
            .build();
    send(Topics.CONTROL, tool, control, 1);
  }

  /** The newest report of each holder. */
  Map<String, BindingReport> bound() {
    Map<String, BindingReport> reports = new HashMap<>();
    read(Topics.status(tool)).stream()
        .filter(record -> record.key().startsWith("~binding/"))
        .map(
            record -> (BindingReport) Topics.status(tool).values().decode(record.value()).getBody())
        .forEach(report -> reports.put(report.getHolder(), report));
    return reports;
  }

  void wants(String person, String... scopesAndRoles) {
    access(person, Disposition.CONVERGE, 1, scopesAndRoles);
  }

  /** One role, until a time. */
  void wantsUntil(String person, String scope, String role, Instant ends) {
    Grant grant = new Grant(scope, role, ends, List.of(REASON));
    access(person, person, Disposition.CONVERGE, 1, List.of(grant));
  }

  void leaves(String person) {
    access(person, Disposition.LEAVER, 1);
  }

  void access(String person, Disposition disposition, long settings, String... scopesAndRoles) {
    access(person, person, disposition, settings, scopesAndRoles);
  }

  /** A person with the account of another login than their own name. */
  void access(
      String person,
      String login,
      Disposition disposition,
      long settings,
      String... scopesAndRoles) {
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < scopesAndRoles.length; i += 2) {
      grants.add(new Grant(scopesAndRoles[i], scopesAndRoles[i + 1], null, List.of(REASON)));
    }
    access(person, login, disposition, settings, grants);
  }

  private void access(
      String person, String login, Disposition disposition, long settings, List<Grant> grants) {
    Access access =
        new Access(
            tool,
            "acme",
            person,
            new Version(1L, version++),
            new Version(1L, settings),
            disposition,
            new AccountKey(login, List.of(new Lookup(LookupBy.LOGIN, login)), login, null, null),
            grants,
            cause(),
            null,
            false,
            adopted);
    send(Topics.access(tool), Keys.person("acme", person), access, PARTITIONS);
  }

  /** The newest status of a person; null: none. */
  @Nullable Status status(String person) {
    return statuses().get(Keys.person("acme", person));
  }

  @Nullable State state(String person) {
    Status status = status(person);
    return status == null ? null : status.getState();
  }

  Map<String, Status> statuses() {
    Map<String, Status> newest = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : read(Topics.status(tool))) {
      if (record.value() == null) {
        continue;
      }
      StatusEntry entry = Topics.status(tool).values().decode(record.value());
      if (entry.getBody() instanceof Status status) {
        newest.put(record.key(), status);
      }
    }
    return newest;
  }

  /** Every status of a person that was written, in the order of the log. */
  List<Status> written(String person) {
    return read(Topics.status(tool)).stream()
        .map(it -> Topics.status(tool).values().decode(it.value()).getBody())
        .filter(Status.class::isInstance)
        .map(Status.class::cast)
        .filter(it -> it.getPerson().equals(person))
        .toList();
  }

  /** Every process that wrote an intent. */
  Set<String> workers() {
    return read(Topics.status(tool)).stream()
        .map(it -> Topics.status(tool).values().decode(it.value()).getBody())
        .filter(Status.class::isInstance)
        .map(it -> ((Status) it).getIntent())
        .filter(Objects::nonNull)
        .map(Intent::getOwner)
        .collect(Collectors.toSet());
  }

  int partitionOf(String person) {
    return Topics.access(tool).partition(Keys.person("acme", person), PARTITIONS);
  }

  /** The newest parts of reports on scopes, by key. */
  Map<String, ScopeReport> parts() {
    Map<String, ScopeReport> newest = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : read(Topics.status(tool))) {
      if (record.value() == null) {
        newest.remove(record.key());
      } else if (Topics.status(tool).values().decode(record.value()).getBody()
          instanceof ScopeReport report) {
        newest.put(record.key(), report);
      }
    }
    return newest;
  }

  List<ScopeReport> reports() {
    return read(Topics.status(tool)).stream()
        .map(it -> Topics.status(tool).values().decode(it.value()).getBody())
        .filter(ScopeReport.class::isInstance)
        .map(ScopeReport.class::cast)
        .toList();
  }

  /** How the tool is, as its coordinator said last. */
  Optional<ToolReport> toolReport() {
    return read(Topics.status(tool)).stream()
        .filter(record -> record.key().equals(Keys.toolReport()))
        .map(record -> (ToolReport) Topics.status(tool).values().decode(record.value()).getBody())
        .reduce((earlier, later) -> later);
  }

  /** Audit entries of this tool for a person, in the order of the log. */
  List<AuditEntry> audit() {
    return read(Topics.AUDIT_ENTRIES).stream()
        .map(it -> Topics.AUDIT_ENTRIES.values().decode(it.value()))
        .filter(it -> it.getTarget() != null && it.getTarget().getTool().equals(tool))
        .toList();
  }

  List<Link> links() {
    return read(Topics.links(tool)).stream()
        .map(it -> Topics.links(tool).values().decode(it.value()))
        .toList();
  }

  void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(condition);
  }

  void awaitState(String person, State state) {
    await(person + " " + state, () -> state(person) == state);
  }

  /** Until the work on the newest access has come to rest. */
  void awaitApplied(String person, State state) {
    long newest = version - 1;
    await(
        person + " " + state + " at " + newest,
        () -> {
          Status status = status(person);
          return status != null
              && status.getApplied() != null
              && status.getApplied().getCounter() == newest
              && status.getState() == state;
        });
  }

  @Override
  public void close() {
    for (ConnectorRuntime runtime : runtimes) {
      runtime.close();
    }
    producer.close();
  }

  private static Cause cause() {
    Instant now = Instant.now();
    return new Cause(
        Trigger.SCIM,
        "command",
        "PATCH /Users",
        "correlation",
        new Actor(ActorKind.IDP, "okta"),
        now,
        now);
  }

  private <T extends SpecificRecord> void send(
      Topic<T> topic, String key, T value, int partitions) {
    Codec<T> codec = topic.values();
    try {
      producer
          .send(
              new ProducerRecord<>(
                  topic.name(), topic.partition(key, partitions), key, codec.encode(value)))
          .get();
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ConsumerRecord<String, byte[]>> read(Topic<?> topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Broker.settings().consumer("tests"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> logs =
          consumer.partitionsFor(topic.name()).stream()
              .map(it -> new TopicPartition(topic.name(), it.partition()))
              .toList();
      consumer.assign(logs);
      consumer.seekToBeginning(logs);
      Map<TopicPartition, Long> ends = consumer.endOffsets(logs);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(50)).forEach(records::add);
      }
    }
    return records;
  }
}
