package dev.rolecall.processor.guard;

import static java.util.Objects.requireNonNull;

import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Tally;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a guard knows, in memory: decisions are made and become part of it. */
final class GuardMemory implements GuardReads {

  static final RoleRanks RANKS =
      new RoleRanks(
          new Tools(
              Map.of(
                  "drone",
                  new ToolShape(
                      "drone",
                      List.of(
                          new ScopeShape(
                              "server", "server", RoleKind.LADDER, List.of("user", "admin")),
                          new ScopeShape(
                              "folder", "folder:{}", RoleKind.SET, List.of("read", "build")),
                          new ScopeShape(
                              "group",
                              "group:{}",
                              RoleKind.LADDER,
                              List.of("guest", "developer", "owner")))))));

  final SortedMap<String, Access> accesses = new TreeMap<>();
  final Map<String, String> claims = new HashMap<>();
  final SortedMap<String, Withheld> withheld = new TreeMap<>();
  final SortedMap<String, Hold> holds = new TreeMap<>();
  final SortedMap<String, HeldPerson> heldPeople = new TreeMap<>();
  final SortedMap<String, Drain> drains = new TreeMap<>();
  final SortedMap<String, Link> links = new TreeMap<>();
  private final Map<String, Control> controls = new HashMap<>();
  private final Map<String, SeenBundle> bundles = new HashMap<>();
  private final Map<String, Version> versions = new HashMap<>();
  private final Map<String, Map<String, Access>> waiting = new HashMap<>();
  private final Map<HoldKey, String> lastHolds = new HashMap<>();
  private final Map<String, FlowWindow> flows = new HashMap<>();
  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Set<String> ready = new HashSet<>();
  private final Set<String> paused = new HashSet<>();
  private final Map<String, Set<String>> peopleOfHolds = new TreeMap<>();

  GuardMemory() {
    ready.add("acme");
  }

  /** One whose directory is still being filled. */
  static GuardMemory loading() {
    GuardMemory memory = new GuardMemory();
    memory.ready.clear();
    return memory;
  }

  /** The hold, as it is now. */
  Hold now(Hold hold) {
    return requireNonNull(holds.get(hold.getId()));
  }

  /** The access that was written last for a person; there is some. */
  Access has(String person) {
    return requireNonNull(accesses.get(person));
  }

  GuardDecision propose(String tool, Object body, Instant at) {
    return propose(Proposal.newBuilder().setTool(tool).setBody(body).build(), at);
  }

  GuardDecision propose(Proposal proposal, Instant at) {
    return apply(Guard.decide(proposal, this, at));
  }

  /** Works off everything that was decided. */
  void drain(Instant at) {
    while (!drains.isEmpty()) {
      String hold = drains.firstKey();
      for (String person : List.copyOf(peopleOfHolds.getOrDefault(hold, new TreeSet<>()))) {
        apply(Guard.again("drone", person, this, at));
      }
      apply(new Orders("drone", this, at).drained(hold, requireNonNull(drains.get(hold))));
    }
  }

  /** Time does to the open holds what it does. */
  void pass(Instant at) {
    for (Hold hold : List.copyOf(holds.values())) {
      apply(new Orders("drone", this, at).pass(hold));
    }
  }

  void again(String person, Instant at) {
    apply(Guard.again("drone", person, this, at));
  }

  private GuardDecision apply(GuardDecision decision) {
    decision.records().forEach(this::remember);
    decision.writes().forEach(this::apply);
    return decision;
  }

  private void remember(GuardDecision.Written written) {
    switch (written) {
      case GuardDecision.Written.OfControl(Control control) ->
          controls.put(control.getTool(), control);
      case GuardDecision.Written.OfAccess(Access access) -> {
        String person = AccessWriter.personOf(access);
        tallies.putAll(Tallies.after(accesses.get(person), access, tallies::get));
        versions.put(access.getTool(), access.getVersion());
        accesses.put(person, access);
      }
      case GuardDecision.Written.OfHold(Hold hold) -> holds.put(hold.getId(), hold);
      case GuardDecision.Written.OfHeldPerson(String key, HeldPerson held) -> {
        if (held == null) {
          heldPeople.remove(key);
        } else {
          heldPeople.put(key, held);
        }
      }
      case GuardDecision.Written.OfLink(Link link) -> links.put(link.getKey(), link);
    }
  }

  private void apply(GuardWrite write) {
    switch (write) {
      case GuardWrite.SawBundle(String tool, SeenBundle bundle) -> bundles.put(tool, bundle);
      case GuardWrite.Claimed(String tool, String key, String person) -> claims.put(key, person);
      case GuardWrite.Waits(String tool, String key, String person, Access proposal) ->
          waiting.computeIfAbsent(key, k -> new TreeMap<>()).put(person, proposal);
      case GuardWrite.WaitsNoMore(String tool, String key, String person) ->
          waiting.computeIfAbsent(key, k -> new TreeMap<>()).remove(person);
      case GuardWrite.Withholds(String tool, String person, Withheld held) -> {
        if (held == null) {
          withheld.remove(person);
        } else {
          withheld.put(person, held);
        }
      }
      case GuardWrite.Holds(String tool, Hold hold, boolean opened) -> {
        if (opened) {
          lastHolds.put(HoldKey.of(hold), hold.getId());
        }
      }
      case GuardWrite.HoldsOf(String tool, String hold, String person, boolean held) -> {
        Set<String> people = peopleOfHolds.computeIfAbsent(hold, id -> new TreeSet<>());
        if (held) {
          people.add(person);
        } else {
          people.remove(person);
        }
      }
      case GuardWrite.Drains(String tool, String hold, Drain drain) -> {
        if (drain == null) {
          drains.remove(hold);
        } else {
          drains.put(hold, drain);
        }
      }
      case GuardWrite.Flowed(String tool, HoldTrigger kind, FlowWindow flow) ->
          flows.put(kind.name(), flow);
      case GuardWrite.Phase(String tool, String directory, boolean is) -> {
        if (is) {
          ready.add(directory);
        } else {
          ready.remove(directory);
        }
      }
      case GuardWrite.Paused(String tool, boolean is) -> {
        if (is) {
          paused.add(tool);
        } else {
          paused.remove(tool);
        }
      }
    }
  }

  @Override
  public RoleOrder order(String tool) {
    return new RoleOrder(tool, RANKS);
  }

  @Override
  public @Nullable Control control(String tool) {
    return controls.get(tool);
  }

  @Override
  public @Nullable SeenBundle bundleSeen(String tool) {
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

  @Override
  public @Nullable Withheld withheld(String tool, String person) {
    return withheld.get(person);
  }

  @Override
  public @Nullable Hold hold(String tool, String id) {
    return holds.get(id);
  }

  @Override
  public @Nullable String lastHold(String tool, HoldKey key) {
    return lastHolds.get(key);
  }

  @Override
  public @Nullable Drain drain(String tool, String hold) {
    return drains.get(hold);
  }

  @Override
  public @Nullable FlowWindow flow(String tool, HoldTrigger kind) {
    return flows.get(kind.name());
  }

  @Override
  public @Nullable Tally tally(String tool, String key) {
    return tallies.get(key);
  }

  @Override
  public Map<String, Tally> tallies(String tool, String scope) {
    Map<String, Tally> found = new TreeMap<>();
    tallies.forEach((key, tally) -> {
      if (key.startsWith(Tallies.prefix(scope))) {
        found.put(key, tally);
      }
    });
    return found;
  }

  @Override
  public boolean isReady(String tool, String directory) {
    return ready.contains(directory);
  }

  @Override
  public boolean isPaused(String tool) {
    return paused.contains(tool);
  }
}
