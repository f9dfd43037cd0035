package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topic;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.BindingReport;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.schemas.avro.ToolReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What a tool's connector writes: status, audit and links, together or not at all. */
final class Log {

  private final Topic<StatusEntry> statuses;
  private final Topic<Link> links;
  private final Transactions committer;
  private final int statusPartitions;
  private final int linkPartitions;
  private final int auditPartitions;

  Log(String tool, Transactions committer) {
    this.statuses = Topics.status(tool);
    this.links = Topics.links(tool);
    this.committer = committer;
    this.statusPartitions = committer.partitionsOf(statuses.name());
    this.linkPartitions = committer.partitionsOf(links.name());
    this.auditPartitions = committer.partitionsOf(Topics.AUDIT_ENTRIES.name());
  }

  /**
   * Writes and waits.
   *
   * @return the offset of the status
   * @throws Committer.NotWritten when it is not certain that it was written
   */
  long write(Status status, List<AuditEntry> entries, Optional<Link> link) {
    String key = Keys.person(status.getDirectory(), status.getPerson());
    int partition = statuses.partition(key, statusPartitions);
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(encode(statuses, key, new StatusEntry(status), statusPartitions));
    entries.forEach(entry -> records.add(audit(entry)));
    link.ifPresent(it -> records.add(encode(links, it.getKey(), it, linkPartitions)));
    return commit(partition, records);
  }

  /** Writes what a sweep found in one scope; see {@link #write}. */
  void write(ScopeReport report, List<AuditEntry> entries) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(
        encode(
            statuses,
            Keys.scopeReport(report.getScope(), report.getPart()),
            new StatusEntry(report),
            statusPartitions));
    entries.forEach(entry -> records.add(audit(entry)));
    commit(0, records);
  }

  /** Writes what the coordinator did, or is about to do, for nobody's access. */
  void write(List<AuditEntry> entries) {
    commit(0, entries.stream().map(this::audit).toList());
  }

  /** Takes back what was written under these keys of the status topic. */
  void drop(List<String> keys) {
    commit(
        0,
        keys.stream()
            .map(key ->
                new ProducerRecord<String, byte[]>(
                    statuses.name(), statuses.partition(key, statusPartitions), key, null))
            .toList());
  }

  /** Writes how the tool is; see {@link #write}. */
  void write(ToolReport report, Optional<AuditEntry> entry) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(ofCoordinator(Keys.toolReport(), new StatusEntry(report)));
    entry.ifPresent(it -> records.add(audit(it)));
    commit(0, records);
  }

  /** Writes what a team or group of the tool holds; see {@link #write}. */
  void write(BindingReport report, List<AuditEntry> entries) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    records.add(ofCoordinator(Keys.bindingReport(report.getHolder()), new StatusEntry(report)));
    entries.forEach(entry -> records.add(audit(entry)));
    commit(0, records);
  }

  /** In partition 0, whatever the key: its owner is the coordinator, and reads it at its start. */
  private ProducerRecord<String, byte[]> ofCoordinator(String key, StatusEntry value) {
    return new ProducerRecord<>(statuses.name(), 0, key, statuses.values().encode(value));
  }

  private long commit(int partition, List<ProducerRecord<String, byte[]>> records) {
    try {
      return committer.write(partition, records).join();
    } catch (CompletionException e) {
      throw new Committer.NotWritten("not committed", e);
    }
  }

  private ProducerRecord<String, byte[]> audit(AuditEntry entry) {
    String key =
        entry.getPerson() == null
            ? entry.getDirectory()
            : Keys.person(entry.getDirectory(), entry.getPerson());
    return encode(Topics.AUDIT_ENTRIES, key, entry, auditPartitions);
  }

  private static <T extends SpecificRecord> ProducerRecord<String, byte[]> encode(
      Topic<T> topic, String key, T value, int partitions) {
    return new ProducerRecord<>(
        topic.name(), topic.partition(key, partitions), key, topic.values().encode(value));
  }
}
