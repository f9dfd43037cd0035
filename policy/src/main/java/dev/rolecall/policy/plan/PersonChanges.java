package dev.rolecall.policy.plan;

import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.RuleReason;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What changes for one person in one tool. */
final class PersonChanges {

  /** A role in a scope. */
  private record Cell(String scope, String role) {}

  /** A role that is held, with its end and the rules that give it. */
  private record Held(String role, @Nullable Instant ends, List<Ground> grounds) {}

  private final Person person;
  private final String tool;
  private final RoleRanks ranks;

  PersonChanges(Person person, String tool, RoleRanks ranks) {
    this.person = person;
    this.tool = tool;
    this.ranks = ranks;
  }

  /** Sorted by scope and role. */
  List<Change> between(List<Grant> now, List<ResolvedGrant> then) {
    Map<String, Map<String, Held>> before = new TreeMap<>();
    Map<String, Map<String, Held>> after = new TreeMap<>();
    now.forEach(each -> put(before, new Cell(each.getScope(), each.getRole()), held(each)));
    then.forEach(each -> put(after, new Cell(each.scope(), each.role()), held(each)));
    Set<String> scopes = new TreeSet<>(before.keySet());
    scopes.addAll(after.keySet());
    List<Change> changes = new ArrayList<>();
    for (String scope : scopes) {
      add(
          changes, scope, before.getOrDefault(scope, Map.of()), after.getOrDefault(scope, Map.of()));
    }
    return changes;
  }

  private void add(
      List<Change> changes, String scope, Map<String, Held> before, Map<String, Held> after) {
    if (ranks.isLadder(tool, scope) && before.size() == 1 && after.size() == 1) {
      addUnlessSame(
          changes,
          scope,
          before.values().iterator().next(),
          after.values().iterator().next());
      return;
    }
    Set<String> roles = new TreeSet<>(before.keySet());
    roles.addAll(after.keySet());
    for (String role : roles) {
      addUnlessSame(changes, scope, before.get(role), after.get(role));
    }
  }

  private void addUnlessSame(
      List<Change> changes, String scope, @Nullable Held before, @Nullable Held after) {
    boolean same =
        before != null
            && after != null
            && before.role().equals(after.role())
            && Objects.equals(before.ends(), after.ends());
    if (!same) {
      changes.add(change(scope, before, after));
    }
  }

  private Change change(String scope, @Nullable Held before, @Nullable Held after) {
    int rankBefore = before == null ? 0 : ranks.of(tool, scope, before.role());
    int rankAfter = after == null ? 0 : ranks.of(tool, scope, after.role());
    return new Change(
        tool,
        person.getDirectory(),
        person.getId(),
        scope,
        before == null ? null : before.role(),
        after == null ? null : after.role(),
        before == null ? null : before.ends(),
        after == null ? null : after.ends(),
        Math.max(rankBefore, rankAfter),
        before != null && after != null && rankAfter < rankBefore,
        before == null ? List.of() : before.grounds(),
        after == null ? List.of() : after.grounds());
  }

  private static void put(Map<String, Map<String, Held>> table, Cell cell, Held held) {
    table.computeIfAbsent(cell.scope(), scope -> new TreeMap<>()).put(cell.role(), held);
  }

  private static Held held(Grant grant) {
    return new Held(
        grant.getRole(),
        inMillis(grant.getEnds()),
        grant.getReasons().stream().map(Ground::of).distinct().toList());
  }

  private static Held held(ResolvedGrant grant) {
    List<RuleReason> reasons = grant.reasons();
    return new Held(
        grant.role(),
        inMillis(grant.ends()),
        reasons.stream().map(Ground::of).distinct().toList());
  }

  /** As precise as the topics are. */
  private static @Nullable Instant inMillis(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
  }
}
