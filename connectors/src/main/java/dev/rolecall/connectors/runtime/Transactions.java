package dev.rolecall.connectors.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where all that a connector says goes: together or not at all, and only by the owner. */
interface Transactions {

  int partitionsOf(String topic);

  /**
   * Writes these records in one transaction.
   *
   * @param partition of access, whose owner writes
   * @return the offset of the first one, once committed; fails with {@link Committer.NotWritten}
   */
  CompletableFuture<Long> write(int partition, List<ProducerRecord<String, byte[]>> records);
}
