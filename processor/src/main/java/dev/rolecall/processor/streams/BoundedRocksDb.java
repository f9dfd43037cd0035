package dev.rolecall.processor.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of the process share one cache and one allowance for writes; without it each store of
 * each partition takes its own, outside the heap and without a bound.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

  /** Blocks, indexes and what is not yet flushed, of all stores together. */
  private static final long TOTAL_BYTES = 96L * 1024 * 1024;

  /** Of the total; the rest serves reads. */
  private static final long UNFLUSHED_BYTES = 32L * 1024 * 1024;

  /** Small stores are many: one per partition. */
  private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;

  private static final int WRITE_BUFFERS = 2;

  /** Created once, never freed: it lives as long as the process. */
  private static final class Shared {
    static final Cache CACHE;
    static final WriteBufferManager WRITES;

    static {
      RocksDB.loadLibrary();
      CACHE = new LRUCache(TOTAL_BYTES);
      WRITES = new WriteBufferManager(UNFLUSHED_BYTES, CACHE);
    }
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> settings) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE);
    table.setCacheIndexAndFilterBlocks(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(Shared.WRITES);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
  }

  @Override
  public void close(String store, Options options) {
    // The cache is shared by stores that stay open.
  }
}
