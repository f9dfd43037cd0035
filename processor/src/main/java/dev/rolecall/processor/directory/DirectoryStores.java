package dev.rolecall.processor.directory;

import dev.rolecall.processor.directory.decide.DirectoryTables;
import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.processor.streams.RocksDbStores;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.DirectoryEntry;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The stores of the stage. Their names are names of topics too: a change abandons state. RocksDB:
 * in memory a scan copies all keys first. Not cached: each command is a transaction, or part of
 * one; only the offset of the last command changes with each of them.
 */
final class DirectoryStores {

  static final String JOBS = "directory-jobs";
  private static final String FACTS = "directory-facts";
  private static final String INDEX = "directory-index";
  private static final String OFFSETS = "directory-offsets";

  private DirectoryStores() {}

  static List<StoreBuilder<?>> all() {
    return List.of(
        RocksDbStores.store(FACTS, Topics.DIRECTORY.values()),
        RocksDbStores.store(INDEX, Serdes.String()),
        RocksDbStores.store(JOBS, new JobSerde()),
        RocksDbStores.cached(OFFSETS, Serdes.Long()));
  }

  static DirectoryTables tables(ProcessorContext<?, ?> context) {
    return new DirectoryTables(
        new StoreTable<DirectoryEntry>(context.getStateStore(FACTS)),
        new StoreTable<String>(context.getStateStore(INDEX)),
        new StoreTable<Job>(context.getStateStore(JOBS)),
        new StoreTable<Long>(context.getStateStore(OFFSETS)));
  }
}
