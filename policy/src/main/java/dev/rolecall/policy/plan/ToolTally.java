package dev.rolecall.policy.plan;

import dev.rolecall.policy.Mode;
import dev.rolecall.policy.ToolControl;
import dev.rolecall.policy.safety.MinHolders;
import dev.rolecall.policy.text.ScopeGlob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Counts what changes in one tool, person by person. */
final class ToolTally {

  /** What a person reads before they decide; the counts say the rest. */
  static final int MOST_SAMPLES = 20;

  /** Scopes of a large tool that are looked at once; some megabytes. */
  private static final int MOST_KNOWN = 10_000;

  /** The most privileged first, of those what is lost; then in a fixed order. */
  private static final Comparator<Change> MOST_PRIVILEGED =
      Comparator.comparingInt(Change::rank)
          .reversed()
          .thenComparingInt(change -> change.isLoss() ? 0 : 1)
          .thenComparing(Change::scope)
          .thenComparing(Change::directory)
          .thenComparing(Change::person)
          .thenComparing(change -> String.valueOf(change.from()))
          .thenComparing(change -> String.valueOf(change.to()));

  private final String tool;
  private final ToolControl control;
  private final boolean awakens;
  private final CallCost cost;
  private final Safeguards safeguards;
  private final List<ScopeGlob> managed;
  private final Map<String, Boolean> known = new HashMap<>();
  private final TreeSet<Change> samples = new TreeSet<>(MOST_PRIVILEGED);
  private final Map<MinHolders, Holders> holders = new LinkedHashMap<>();
  private long held;
  private long granted;
  private long changed;
  private long lowered;
  private long revoked;
  private long people;
  private long losingAll;
  private long withoutAccount;
  private long outside;
  private long losses;
  private long calls;
  private long newlyElevated;

  /**
   * @param now how far the tool is in Rolecall's hands
   * @param then how far it will be
   */
  ToolTally(String tool, ToolControl now, ToolControl then, CallCost cost, Safeguards safeguards) {
    this.tool = tool;
    this.control = then;
    this.awakens = now.furthest() == Mode.OBSERVE && then.furthest() != Mode.OBSERVE;
    this.cost = cost;
    this.safeguards = safeguards;
    this.managed = then.manage().stream().map(ScopeGlob::new).toList();
    safeguards.minHolders().stream()
        .filter(asked -> asked.tool().equals(tool))
        .forEach(asked -> holders.put(asked, new Holders(0, 0)));
  }

  /** How many hold a role, now and then. */
  private record Holders(int now, int then) {
    Holders with(Roles roles, Role role) {
      return new Holders(
          now + (roles.now().contains(role) ? 1 : 0), then + (roles.then().contains(role) ? 1 : 0));
    }
  }

  /** One person's roles now and then, as scope and role. */
  record Roles(List<Role> now, List<Role> then) {}

  record Role(String scope, String role) {}

  void waits() {
    withoutAccount++;
  }

  void add(Roles roles, List<Change> changes) {
    held += roles.now().size();
    holders.replaceAll(
        (asked, counted) -> counted.with(roles, new Role(asked.scope(), asked.role())));
    if (awakens ? !roles.then().isEmpty() || !changes.isEmpty() : !changes.isEmpty()) {
      calls += looks(roles);
      calls += awakens ? (long) cost.change() * roles.then().size() : 0;
    }
    if (changes.isEmpty()) {
      return;
    }
    people++;
    if (!roles.now().isEmpty() && roles.then().isEmpty()) {
      losingAll++;
    }
    changes.forEach(this::count);
  }

  /** Before and after a change; where nothing is changed, once. */
  private long looks(Roles roles) {
    long scopes =
        Stream.concat(roles.now().stream(), roles.then().stream())
            .map(Role::scope)
            .distinct()
            .count();
    long times = control.furthest() == Mode.OBSERVE ? 1 : 2;
    return times * (cost.look() + cost.scope() * scopes);
  }

  private void count(Change change) {
    switch (change.kind()) {
      case GRANTED -> granted++;
      case CHANGED -> changed++;
      case REVOKED -> revoked++;
    }
    if (change.lowered()) {
      lowered++;
    }
    if (isManaged(change.scope())) {
      countDone(change);
    } else {
      outside++;
    }
    if (samples.size() < MOST_SAMPLES || MOST_PRIVILEGED.compare(change, samples.last()) < 0) {
      samples.add(change);
    }
    if (samples.size() > MOST_SAMPLES) {
      samples.pollLast();
    }
  }

  private boolean isManaged(String scope) {
    if (known.size() >= MOST_KNOWN) {
      known.clear();
    }
    return known.computeIfAbsent(
        scope, each -> managed.stream().anyMatch(glob -> glob.matches(each)));
  }

  /** Whether something that is Rolecall's to take is taken away here. */
  boolean takes(Change change) {
    return change.isLoss()
        && control.modeOf(change.scope()) == Mode.ENFORCE
        && isManaged(change.scope());
  }

  /** Whether somebody gets an elevated role here that they had not. */
  boolean elevates(Change change) {
    String to = change.to();
    return control.modeOf(change.scope()) != Mode.OBSERVE
        && to != null
        && !to.equals(change.from())
        && isManaged(change.scope())
        && safeguards.isElevated(tool, change.scope(), to);
  }

  private void countDone(Change change) {
    losses += takes(change) ? 1 : 0;
    newlyElevated += elevates(change) ? 1 : 0;
    // Of a tool that awakens, what is granted is counted with all that was only reported.
    if (isDone(change) && (!awakens || change.to() == null)) {
      calls += cost.change();
    }
  }

  private boolean isDone(Change change) {
    return switch (control.modeOf(change.scope())) {
      case OBSERVE -> false;
      case ADDITIVE -> !change.isLoss();
      case ENFORCE -> true;
    };
  }

  ToolPlan plan(Optional<SettingsChange> settings) {
    return new ToolPlan(
        tool, control.furthest(), settings, held, losses, counts(), calls, List.copyOf(samples));
  }

  private ToolPlan.Counts counts() {
    return new ToolPlan.Counts(
        granted, changed, lowered, revoked, people, losingAll, withoutAccount, outside);
  }

  /** Nothing is held of a tool from which nothing is taken away. */
  List<Hold> holds() {
    List<Hold> holds = new ArrayList<>();
    if (control.furthest() == Mode.ENFORCE) {
      Holds.ofLosses(tool, losses, held, safeguards).ifPresent(holds::add);
      holders.forEach((asked, counted) ->
          Holds.ofHolders(asked, counted.now(), counted.then()).ifPresent(holds::add));
    }
    return holds;
  }

  /** Elevated roles that somebody gets anew. */
  long newlyElevated() {
    return newlyElevated;
  }
}
