package dev.rolecall.processor.guard;

import dev.rolecall.processor.streams.RocksDbStores;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The guard's knowledge in state stores. Several tools may share a task: every key names its tool.
 */
final class GuardStores implements GuardReads {

  private static final String CONTROLS = "guard-controls";
  private static final String BUNDLES = "guard-bundles";
  private static final String VERSIONS = "guard-versions";
  private static final String ACCESS = "guard-access";
  private static final String CLAIMS = "guard-claims";
  private static final String WAITING = "guard-waiting";

  /** Account keys hold no control characters, names of tools and people hold none either. */
  private static final char SEPARATOR = '\u0001';

  private static final char AFTER_SEPARATOR = '\u0002';

  private final KeyValueStore<String, Control> controls;
  private final KeyValueStore<String, Long> bundles;
  private final KeyValueStore<String, Version> versions;
  private final KeyValueStore<String, Access> accesses;
  private final KeyValueStore<String, String> claims;
  private final KeyValueStore<String, Access> waiting;

  GuardStores(ProcessorContext<?, ?> context) {
    controls = context.getStateStore(CONTROLS);
    bundles = context.getStateStore(BUNDLES);
    versions = context.getStateStore(VERSIONS);
    accesses = context.getStateStore(ACCESS);
    claims = context.getStateStore(CLAIMS);
    waiting = context.getStateStore(WAITING);
  }

  static Set<StoreBuilder<?>> builders() {
    Codec<Access> access = Codec.of(Access.class);
    return new LinkedHashSet<>(
        List.of(
            RocksDbStores.store(CONTROLS, Topics.CONTROL.values()),
            RocksDbStores.store(BUNDLES, Serdes.Long()),
            RocksDbStores.store(VERSIONS, Codec.of(Version.class)),
            RocksDbStores.store(ACCESS, access),
            RocksDbStores.store(CLAIMS, Serdes.String()),
            RocksDbStores.store(WAITING, access)));
  }

  /** Makes a decision part of what is known. */
  void apply(GuardDecision decision) {
    for (GuardDecision.Written written : decision.records()) {
      switch (written) {
        case GuardDecision.Written.OfControl(Control control) ->
            controls.put(control.getTool(), control);
        case GuardDecision.Written.OfAccess(Access access) -> {
          versions.put(access.getTool(), access.getVersion());
          accesses.put(key(access.getTool(), AccessWriter.personOf(access)), access);
        }
      }
    }
    for (GuardWrite write : decision.writes()) {
      switch (write) {
        case GuardWrite.SawBundle(String tool, long version) -> bundles.put(tool, version);
        case GuardWrite.Claimed(String tool, String account, String person) ->
            claims.put(key(tool, account), person);
        case GuardWrite.Waits(String tool, String account, String person, Access proposal) ->
            waiting.put(key(tool, account) + SEPARATOR + person, proposal);
        case GuardWrite.WaitsNoMore(String tool, String account, String person) ->
            waiting.delete(key(tool, account) + SEPARATOR + person);
      }
    }
  }

  @Override
  public @Nullable Control control(String tool) {
    return controls.get(tool);
  }

  @Override
  public @Nullable Long bundleSeen(String tool) {
    return bundles.get(tool);
  }

  @Override
  public @Nullable Version lastVersion(String tool) {
    return versions.get(tool);
  }

  @Override
  public @Nullable Access access(String tool, String person) {
    return accesses.get(key(tool, person));
  }

  @Override
  public @Nullable String holder(String tool, String account) {
    return claims.get(key(tool, account));
  }

  @Override
  public List<Access> waiting(String tool, String account) {
    String prefix = key(tool, account);
    List<Access> found = new ArrayList<>();
    try (KeyValueIterator<String, Access> range =
        waiting.range(prefix + SEPARATOR, prefix + AFTER_SEPARATOR)) {
      while (range.hasNext()) {
        KeyValue<String, Access> next = range.next();
        found.add(next.value);
      }
    }
    return found;
  }

  private static String key(String tool, String rest) {
    return tool + SEPARATOR + rest;
  }
}
