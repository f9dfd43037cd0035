package dev.rolecall.service.audit;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.service.KafkaSettings;
import dev.rolecall.service.TopicSetup;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries that stand for themselves, each acknowledged by all replicas and written once:
 * what belongs to a change travels in the transaction of that change instead.
 */
public final class KafkaAudit implements AuditLog, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaAudit.class);

  private final Producer<String, AuditEntry> producer;
  private final int partitions;

  private KafkaAudit(Producer<String, AuditEntry> producer, int partitions) {
    this.producer = producer;
    this.partitions = partitions;
  }

  /**
   * Connects.
   *
   * @throws IllegalStateException when Kafka does not answer or the topic is missing
   */
  public static KafkaAudit start(KafkaSettings kafka, String client) {
    try (Admin admin = Admin.create(kafka.admin(client + "-admin"))) {
      int partitions =
          TopicSetup.partitions(admin, List.of(Topics.AUDIT_ENTRIES))
              .getOrDefault(Topics.AUDIT_ENTRIES.name(), 1);
      return new KafkaAudit(
          new KafkaProducer<>(
              kafka.producer(client),
              new StringSerializer(),
              Topics.AUDIT_ENTRIES.values().serializer()),
          partitions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while connecting to Kafka", e);
    }
  }

  @Override
  public void write(AuditEntry entry) {
    try {
      var unused =
          producer.send(
              Topics.AUDIT_ENTRIES.record(entry.getDirectory(), entry, partitions),
              (metadata, failure) -> acknowledged(entry, failure));
    } catch (KafkaException | IllegalStateException e) {
      acknowledged(entry, e);
    }
  }

  private static void acknowledged(AuditEntry entry, @Nullable Exception failure) {
    if (failure != null) {
      LOG.atWarn()
          .addKeyValue("directory", entry.getDirectory())
          .addKeyValue("correlation", entry.getCause().getCorrelation())
          .addKeyValue("outcome", failure.getClass().getSimpleName())
          .log("An audit entry was not acknowledged");
    }
  }

  /** Waits for what was written. */
  @Override
  public void close() {
    producer.close(KafkaSettings.DELIVERY_TIMEOUT);
  }
}
