package dev.rolecall.service;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.KnownSchemas;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.WrittenSchemas;
import dev.rolecall.schemas.avro.SchemaText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What everybody writes with, told before anything is written: so that services of two versions
 * read each other while one replaces the other.
 */
public final class SchemaTopic implements KnownSchemas.Lookup {

  private static final Logger LOG = LoggerFactory.getLogger(SchemaTopic.class);

  private static final Topic<SchemaText> TOPIC = Topics.SCHEMAS;

  /** Some hundred small records; who waits is a reader in the middle of its work. */
  private static final Duration LONGEST_READ = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(100);

  /** Each waits some seconds: a broker that was just started, or is busy, needs a while. */
  private static final int MOST_ATTEMPTS = 8;

  private final KafkaSettings kafka;

  private SchemaTopic(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /**
   * Says what this version writes with, and has the codecs of this process learn from what others
   * said. To be called before the first record is written or read; the topic must exist.
   *
   * @throws IllegalStateException when Kafka does not take it
   */
  public static void use(KafkaSettings kafka) throws InterruptedException {
    for (int attempt = 1; !isTold(kafka, attempt == MOST_ATTEMPTS); attempt++) {
      LOG.atInfo().addKeyValue("attempt", attempt).log("Kafka takes no schemas yet; trying again");
    }
    KnownSchemas.learnFrom(new SchemaTopic(kafka));
  }

  /** False when a broker was not ready for us; telling the same again changes nothing. */
  private static boolean isTold(KafkaSettings kafka, boolean lastAttempt)
      throws InterruptedException {
    try (KafkaProducer<String, SchemaText> producer =
        new KafkaProducer<>(
            kafka.producer("schemas"), new StringSerializer(), TOPIC.values().serializer())) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Map.Entry<String, Schema> each : WrittenSchemas.all().entrySet()) {
        SchemaText text = new SchemaText(each.getValue().toString());
        sent.add(producer.send(TOPIC.record(each.getKey(), text, TOPIC.partitions())));
      }
      for (Future<RecordMetadata> each : sent) {
        each.get();
      }
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RetriableException && !lastAttempt) {
        return false;
      }
      throw new IllegalStateException(
          "what we write with could not be told: " + e.getCause(), e.getCause());
    }
  }

  @Override
  public Optional<Schema> find(long fingerprint) {
    String key = WrittenSchemas.key(fingerprint);
    Optional<Schema> found = read(key);
    LOG.atInfo()
        .addKeyValue("schema", key)
        .addKeyValue("outcome", found.isPresent() ? "learnt" : "unknown")
        .log("A record names a schema of another version");
    return found;
  }

  /** From the beginning to what the end is now; a reader that finds nothing stops, so once more. */
  private synchronized Optional<Schema> read(String key) {
    TopicPartition log = new TopicPartition(TOPIC.name(), 0);
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            kafka.consumer("schemas"), new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(log));
      consumer.seekToBeginning(List.of(log));
      long end = consumer.endOffsets(List.of(log), LONGEST_READ).getOrDefault(log, 0L);
      Optional<Schema> found = Optional.empty();
      long polls = LONGEST_READ.dividedBy(POLL);
      for (long i = 0; i < polls && consumer.position(log, LONGEST_READ) < end; i++) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (record.key().equals(key) && record.value() != null) {
            found = parsed(record.value());
          }
        }
      }
      return found;
    } catch (KafkaException e) {
      LOG.atWarn()
          .addKeyValue("schema", key)
          .addKeyValue("outcome", e.getClass().getSimpleName())
          .log("The schemas of other versions could not be read");
      return Optional.empty();
    }
  }

  private static Optional<Schema> parsed(byte[] value) {
    try {
      return Optional.of(new Schema.Parser().parse(TOPIC.values().decode(value).getJson()));
    } catch (SchemaParseException | Codec.UndecodableException unreadable) {
      return Optional.empty();
    }
  }
}
