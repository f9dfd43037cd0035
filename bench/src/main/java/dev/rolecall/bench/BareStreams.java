package dev.rolecall.bench;

import dev.rolecall.processor.streams.RocksDbStores;
import dev.rolecall.processor.streams.StreamsService;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup.Layout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The least that a command costs which is decided exactly once: a Kafka Streams application that
 * reads and writes one entry of a store and emits an outcome and a fact, with our settings, on the
 * same broker, in topics with as many partitions. The yardstick of writes: nothing in it is SCIM.
 */
final class BareStreams implements AutoCloseable {

  private static final String COMMANDS = "bench.commands";
  private static final String OUTCOMES = "bench.outcomes";
  private static final String FACTS = "bench.facts";
  private static final String STORE = "entries";

  /** One directory's commands are in one partition; so are these. */
  private static final String KEY = "bench";

  /** As long as a command of a user is. */
  private static final String VALUE = "x".repeat(600);

  /** As many different entries as there are users that are changed. */
  private static final int ENTRIES = 1_000;

  /** Ends transactions by the clock; of all lengths this one was measured to be best. */
  private static final Duration RHYTHM = Duration.ofMillis(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final StreamsService streams;
  private final KafkaProducer<String, String> producer;
  private final KafkaConsumer<String, String> consumer;
  private final Map<String, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final Thread tail;
  private volatile boolean stopping;

  private BareStreams(
      StreamsService streams,
      KafkaProducer<String, String> producer,
      KafkaConsumer<String, String> consumer) {
    this.streams = streams;
    this.producer = producer;
    this.consumer = consumer;
    this.tail = Thread.ofPlatform().name("bench-outcomes").start(this::read);
  }

  static BareStreams start(KafkaSettings kafka, Path state)
      throws InterruptedException, ExecutionException {
    int partitions = Layout.ALL_IN_ONE.mostPartitions();
    try (Admin admin = Admin.create(kafka.admin("bench"))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(COMMANDS, partitions, (short) 1),
                  new NewTopic(OUTCOMES, partitions, (short) 1),
                  new NewTopic(FACTS, partitions, (short) 1)))
          .all()
          .get();
    }
    KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            kafka.consumer("bench"), new StringDeserializer(), new StringDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions)
            .mapToObj(each -> new TopicPartition(OUTCOMES, each))
            .toList();
    consumer.assign(all);
    consumer.seekToBeginning(all);
    StreamsService streams =
        StreamsService.start(
            "bench",
            topology(),
            kafka.streams("bench", state, "bench", RHYTHM),
            InstantSource.system());
    long give = System.nanoTime() + PATIENCE.toNanos();
    for (Optional<String> problem = streams.problem(); problem.isPresent(); ) {
      if (System.nanoTime() - give > 0) {
        throw new IllegalStateException("the bare application does not start: " + problem.get());
      }
      Thread.sleep(20);
      problem = streams.problem();
    }
    return new BareStreams(
        streams,
        new KafkaProducer<>(
            kafka.producer("bench"), new StringSerializer(), new StringSerializer()),
        consumer);
  }

  /** One command and its outcome. */
  void once(int worker, int turn) throws Exception {
    String id = worker + "-" + turn;
    CompletableFuture<Void> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    var unused = producer.send(new ProducerRecord<>(COMMANDS, KEY, id + " " + VALUE));
    answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void read() {
    while (!stopping) {
      for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(100))) {
        CompletableFuture<Void> waiter = waiting.remove(id(each.value()));
        if (waiter != null) {
          waiter.complete(null);
        }
      }
    }
  }

  private static String id(String value) {
    return value.substring(0, value.indexOf(' '));
  }

  private static Topology topology() {
    Topology topology = new Topology();
    topology.addSource("commands", new StringDeserializer(), new StringDeserializer(), COMMANDS);
    topology.addProcessor("decide", Decider::new, "commands");
    topology.addStateStore(RocksDbStores.store(STORE, Serdes.String()), "decide");
    topology.addSink(
        "outcomes", OUTCOMES, new StringSerializer(), new StringSerializer(), "decide");
    topology.addSink("facts", FACTS, new StringSerializer(), new StringSerializer(), "decide");
    return topology;
  }

  private static final class Decider implements Processor<String, String, String, String> {
    private @Nullable ProcessorContext<String, String> context;

    @Override
    public void init(ProcessorContext<String, String> started) {
      context = started;
    }

    @Override
    public void process(Record<String, String> command) {
      ProcessorContext<String, String> at = context;
      if (at == null) {
        throw new IllegalStateException("not initialised");
      }
      KeyValueStore<String, String> store = at.getStateStore(STORE);
      String entry = "entry-" + Math.floorMod(id(command.value()).hashCode(), ENTRIES);
      @Nullable String before = store.get(entry);
      store.put(entry, before == null ? command.value() : command.value().concat(" "));
      at.forward(command, "facts");
      at.forward(command, "outcomes");
    }
  }

  @Override
  public void close() {
    stopping = true;
    try {
      tail.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    consumer.close();
    producer.close();
    streams.close();
  }
}
