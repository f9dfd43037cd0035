package dev.rolecall.processor.guard;

import dev.rolecall.policy.RoleRanks;
import dev.rolecall.processor.streams.RocksDbStores;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Tally;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.schemas.avro.Withheld;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private static final String VERSIONS = "guard-versions";
  private static final String ACCESS = "guard-access";
  private static final String CLAIMS = "guard-claims";
  private static final String WAITING = "guard-waiting";
  private static final String WITHHELD = "guard-withheld";
  private static final String HOLDS = "guard-holds";
  private static final String FLOWS = "guard-flows";
  private static final String TALLIES = "guard-tallies";
  private static final String INDEX = "guard-index";

  /** Account keys hold no control characters, names of tools and people hold none either. */
  private static final char SEPARATOR = '\u0001';

  private static final char AFTER_SEPARATOR = '\u0002';

  private final KeyValueStore<String, Control> controls;
  private final KeyValueStore<String, Version> versions;
  private final KeyValueStore<String, Access> accesses;
  private final KeyValueStore<String, String> claims;
  private final KeyValueStore<String, Access> waiting;
  private final KeyValueStore<String, Withheld> withheld;
  private final KeyValueStore<String, Hold> holds;
  private final KeyValueStore<String, FlowWindow> flows;
  private final KeyValueStore<String, Tally> tallies;
  private final GuardIndex index;
  private final RoleRanks ranks;

  GuardStores(ProcessorContext<?, ?> context, RoleRanks ranks) {
    this.ranks = ranks;
    controls = context.getStateStore(CONTROLS);
    versions = context.getStateStore(VERSIONS);
    accesses = context.getStateStore(ACCESS);
    claims = context.getStateStore(CLAIMS);
    waiting = context.getStateStore(WAITING);
    withheld = context.getStateStore(WITHHELD);
    holds = context.getStateStore(HOLDS);
    flows = context.getStateStore(FLOWS);
    tallies = context.getStateStore(TALLIES);
    index = new GuardIndex(context.getStateStore(INDEX));
  }

  static Set<StoreBuilder<?>> builders() {
    Codec<Access> access = Codec.of(Access.class);
    return new LinkedHashSet<>(
        List.of(
            RocksDbStores.store(CONTROLS, Topics.CONTROL.values()),
            RocksDbStores.store(VERSIONS, Codec.of(Version.class)),
            RocksDbStores.store(ACCESS, access),
            RocksDbStores.store(CLAIMS, Serdes.String()),
            RocksDbStores.store(WAITING, access),
            RocksDbStores.store(WITHHELD, Codec.of(Withheld.class)),
            RocksDbStores.store(HOLDS, Codec.of(Hold.class)),
            RocksDbStores.store(FLOWS, Codec.of(FlowWindow.class)),
            RocksDbStores.cached(TALLIES, Codec.of(Tally.class)),
            RocksDbStores.store(INDEX, Serdes.String())));
  }

  GuardIndex index() {
    return index;
  }

  /** Makes a decision part of what is known. */
  void apply(GuardDecision decision) {
    decision.records().forEach(this::remember);
    decision.writes().forEach(this::apply);
  }

  private void remember(GuardDecision.Written written) {
    switch (written) {
      case GuardDecision.Written.OfControl(Control control) ->
          controls.put(control.getTool(), control);
      case GuardDecision.Written.OfAccess(Access access) -> remember(access);
      case GuardDecision.Written.OfHold hold -> {
        // Comes as a change of what is known too.
      }
      case GuardDecision.Written.OfHeldPerson held -> {
        // Follows from what is withheld.
      }
      case GuardDecision.Written.OfLink link -> {
        // Connectors know links; the guard only hands them on.
      }
    }
  }

  private void remember(Access access) {
    String tool = access.getTool();
    String key = key(tool, AccessWriter.personOf(access));
    @Nullable Access before = accesses.get(key);
    Tallies.after(before, access, name -> tallies.get(key(tool, name)))
        .forEach((name, tally) -> tallies.put(key(tool, name), tally));
    versions.put(tool, access.getVersion());
    accesses.put(key, access);
  }

  private void apply(GuardWrite write) {
    String tool = write.tool();
    switch (write) {
      case GuardWrite.SawBundle(String of, SeenBundle bundle) -> index.bundle(tool, bundle);
      case GuardWrite.Claimed(String of, String account, String person) ->
          claims.put(key(tool, account), person);
      case GuardWrite.Waits(String of, String account, String person, Access proposal) ->
          waiting.put(key(tool, account) + SEPARATOR + person, proposal);
      case GuardWrite.WaitsNoMore(String of, String account, String person) ->
          waiting.delete(key(tool, account) + SEPARATOR + person);
      case GuardWrite.Withholds(String of, String person, Withheld held) ->
          withheld.put(key(tool, person), held);
      case GuardWrite.Holds(String of, Hold hold, boolean opened) -> {
        holds.put(key(tool, hold.getId()), hold);
        if (opened) {
          index.lastHold(tool, HoldKey.of(hold), hold.getId());
        }
        index.open(tool, hold.getId(), hold.getState() == HoldState.OPEN);
      }
      case GuardWrite.HoldsOf(String of, String hold, String person, boolean held) ->
          index.person(tool, hold, person, held);
      case GuardWrite.Drains(String of, String hold, Drain drain) -> index.drain(tool, hold, drain);
      case GuardWrite.Flowed(String of, HoldTrigger kind, FlowWindow flow) ->
          flows.put(key(tool, kind.name()), flow);
      case GuardWrite.Phase(String of, String directory, boolean ready) ->
          index.ready(tool, directory, ready);
      case GuardWrite.Paused(String of, boolean paused) -> index.paused(tool, paused);
    }
  }

  @Override
  public RoleOrder order(String tool) {
    return new RoleOrder(tool, ranks);
  }

  @Override
  public @Nullable Control control(String tool) {
    return controls.get(tool);
  }

  @Override
  public @Nullable SeenBundle bundleSeen(String tool) {
    return index.bundle(tool);
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

  @Override
  public @Nullable Withheld withheld(String tool, String person) {
    return withheld.get(key(tool, person));
  }

  @Override
  public @Nullable Hold hold(String tool, String id) {
    return holds.get(key(tool, id));
  }

  @Override
  public @Nullable String lastHold(String tool, HoldKey hold) {
    return index.lastHold(tool, hold);
  }

  @Override
  public @Nullable Drain drain(String tool, String hold) {
    return index.drain(tool, hold);
  }

  @Override
  public @Nullable FlowWindow flow(String tool, HoldTrigger kind) {
    return flows.get(key(tool, kind.name()));
  }

  @Override
  public @Nullable Tally tally(String tool, String name) {
    return tallies.get(key(tool, name));
  }

  @Override
  public Map<String, Tally> tallies(String tool, String scope) {
    String prefix = key(tool, Tallies.prefix(scope));
    String end = prefix.substring(0, prefix.length() - 1) + AFTER_SEPARATOR;
    Map<String, Tally> found = new TreeMap<>();
    try (KeyValueIterator<String, Tally> range = tallies.range(prefix, end)) {
      while (range.hasNext()) {
        KeyValue<String, Tally> next = range.next();
        found.put(next.key.substring(key(tool, "").length()), next.value);
      }
    }
    return found;
  }

  @Override
  public boolean isReady(String tool, String directory) {
    return index.isReady(tool, directory);
  }

  @Override
  public boolean isPaused(String tool) {
    return index.isPaused(tool);
  }

  private static String key(String tool, String rest) {
    return tool + SEPARATOR + rest;
  }
}
