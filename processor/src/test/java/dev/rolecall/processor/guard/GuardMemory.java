package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a guard knows, in memory: decisions are made and become part of it. */
final class GuardMemory implements GuardReads {

  final Map<String, Access> accesses = new TreeMap<>();
  final Map<String, String> claims = new HashMap<>();
  private final Map<String, Control> controls = new HashMap<>();
  private final Map<String, Long> bundles = new HashMap<>();
  private final Map<String, Version> versions = new HashMap<>();
  private final Map<String, Map<String, Access>> waiting = new HashMap<>();

  GuardDecision propose(String tool, Object body, Instant at) {
    GuardDecision decision =
        Guard.decide(Proposal.newBuilder().setTool(tool).setBody(body).build(), this, at);
    decision.records().forEach(this::remember);
    decision.writes().forEach(this::apply);
    return decision;
  }

  private void remember(GuardDecision.Written written) {
    switch (written) {
      case GuardDecision.Written.OfControl(Control control) ->
          controls.put(control.getTool(), control);
      case GuardDecision.Written.OfAccess(Access access) -> {
        versions.put(access.getTool(), access.getVersion());
        accesses.put(AccessWriter.personOf(access), access);
      }
    }
  }

  private void apply(GuardWrite write) {
    switch (write) {
      case GuardWrite.SawBundle(String tool, long version) -> bundles.put(tool, version);
      case GuardWrite.Claimed(String tool, String key, String person) -> claims.put(key, person);
      case GuardWrite.Waits(String tool, String key, String person, Access proposal) ->
          waiting.computeIfAbsent(key, k -> new TreeMap<>()).put(person, proposal);
      case GuardWrite.WaitsNoMore(String tool, String key, String person) ->
          waiting.computeIfAbsent(key, k -> new TreeMap<>()).remove(person);
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
    return accesses.get(person);
  }

  @Override
  public @Nullable String holder(String tool, String key) {
    return claims.get(key);
  }

  @Override
  public List<Access> waiting(String tool, String key) {
    return List.copyOf(waiting.getOrDefault(key, Map.of()).values());
  }
}
