package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.PlannedChange;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who everybody is and what of it is ours, over all partitions: what a sweep compares with. */
final class Census {

  private final ScopePatterns manage;
  private final Set<String> scopes = new TreeSet<>();
  private final Map<String, String> personByAccount = new HashMap<>();
  private final Map<String, Set<String>> ours = new HashMap<>();
  private final Map<String, Set<String>> wanted = new HashMap<>();
  private final Map<String, Set<String>> underWay = new HashMap<>();
  private final Map<String, ScopeReport> reports = new HashMap<>();

  Census(ScopePatterns manage) {
    this.manage = manage;
    scopes.addAll(manage.literals());
  }

  /** What a rule grants is explained, also where somebody had given it by hand before. */
  void access(String key, Access access) {
    Set<String> cells = new HashSet<>();
    for (Grant grant : access.getGrants()) {
      add(grant.getScope());
      cells.add(cell(grant.getScope(), grant.getRole()));
    }
    wanted.put(key, cells);
  }

  /** A record of the status topic; what is neither about a person nor a scope is passed over. */
  void entry(String key, StatusEntry entry) {
    if (entry.getBody() instanceof ScopeReport report) {
      report(key, report);
    } else if (entry.getBody() instanceof Status status) {
      status(key, status);
    }
  }

  /** The newest of a key wins. */
  void status(String key, Status status) {
    Set<String> cells = new HashSet<>();
    for (Cell cell : status.getCells()) {
      add(cell.getScope());
      if (cell.getOrigin() != Origin.UNEXPLAINED) {
        cells.add(cell(cell.getScope(), cell.getRole()));
      }
    }
    Set<String> intended = new HashSet<>();
    if (status.getIntent() != null) {
      for (PlannedChange change : status.getIntent().getChanges()) {
        if (change.getScope() != null && change.getTo() != null) {
          intended.add(cell(change.getScope(), change.getTo()));
        }
      }
    }
    cells.addAll(intended);
    underWay.put(key, intended);
    NativeAccount account = status.getAccount();
    if (account != null) {
      personByAccount.put(account.getId(), key);
    }
    ours.put(key, cells);
  }

  /** A part of what the last sweep found, by its key; null: it was taken back. */
  void report(String key, @Nullable ScopeReport report) {
    if (report == null) {
      reports.remove(key);
    } else {
      reports.put(key, report);
    }
  }

  /** Somebody of whom the logs say nothing any more. */
  void forget(String key, boolean status) {
    (status ? ours : wanted).remove(key);
    if (status) {
      underWay.remove(key);
      personByAccount.values().removeIf(key::equals);
    }
  }

  /** Every managed scope that anybody has spoken of. */
  Set<String> scopes() {
    return scopes;
  }

  Optional<String> person(String account) {
    return Optional.ofNullable(personByAccount.get(account));
  }

  /**
   * Whether a role is explained. An account that is being created has no owner yet: until its
   * status says so, every intent for this role may be about it.
   */
  boolean isOurs(String account, String scope, String role) {
    String cell = cell(scope, role);
    return person(account)
        .map(person ->
            ours.getOrDefault(person, Set.of()).contains(cell)
                || wanted.getOrDefault(person, Set.of()).contains(cell))
        .orElseGet(() -> underWay.values().stream().anyMatch(it -> it.contains(cell)));
  }

  /** What the last sweep found in a scope, part by part; empty: it was not read before. */
  List<ScopeReport> lastReports(String scope) {
    return reports.values().stream()
        .filter(report -> report.getScope().equals(scope))
        .sorted(Comparator.comparingInt(ScopeReport::getPart))
        .toList();
  }

  /** Keys of reports on scopes that are not managed any more. */
  List<String> reportsOfOthers() {
    return reports.keySet().stream()
        .filter(key -> !manage.matches(Keys.scopeOf(key)))
        .sorted()
        .toList();
  }

  /** A scope to read, if it is managed. */
  void add(String scope) {
    if (manage.matches(scope)) {
      scopes.add(scope);
    }
  }

  private static String cell(String scope, String role) {
    return scope + "\n" + role;
  }
}
