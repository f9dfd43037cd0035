package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.plan.ProtectedAccounts;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changes that others made to accounts about which somebody wants to be told. What a sweep sees is
 * compared with what the last one reported, so nothing is said of a scope that is read for the
 * first time.
 */
record Alerts(ProtectedAccounts watched, SweepEntries entries, Census census) {

  static Alerts of(Control control, SweepEntries entries, Census census) {
    List<String> watched =
        control.getKeep().stream()
            .filter(Keep::getAlert)
            .flatMap(keep -> keep.getAccounts().stream())
            .toList();
    return new Alerts(new ProtectedAccounts(watched), entries, census);
  }

  /** One entry for each watched account whose roles, or whose state, are not what they were. */
  List<AuditEntry> of(String scope, ScopeReports.Next next) {
    if (next.last().isEmpty()) {
      return List.of();
    }
    Map<String, Set<Role>> before = roles(next.last());
    Map<String, Set<Role>> after = roles(next.parts());
    Set<String> accounts = new HashSet<>(before.keySet());
    accounts.addAll(after.keySet());
    List<AuditEntry> alerts = new ArrayList<>();
    accounts.stream()
        .sorted()
        .forEach(account -> {
          Set<Role> had = before.getOrDefault(account, Set.of());
          Set<Role> has = after.getOrDefault(account, Set.of());
          boolean locked =
              before.containsKey(account)
                  && after.containsKey(account)
                  && !state(next.last(), account).equals(state(next.parts(), account));
          // A role that a rule grants by now is explained, and no change of the tool.
          if (!had.equals(has) && !explained(account, scope, had, has)) {
            alerts.add(alert(account, scope, had, has, "somebody changed what it holds"));
          } else if (locked) {
            alerts.add(alert(account, scope, had, has, "somebody enabled or disabled it"));
          }
        });
    return alerts;
  }

  private boolean explained(String account, String scope, Set<Role> had, Set<Role> has) {
    return has.isEmpty()
        && had.stream().allMatch(role -> census.isOurs(account, scope, role.getRole()));
  }

  private AuditEntry alert(
      String account, String scope, Set<Role> had, Set<Role> has, String what) {
    return entries
        .of(
            AuditType.PROTECTED_TOUCHED,
            "touched/" + scope + "/" + account,
            scope,
            account,
            census.person(account))
        .setBefore(sorted(had))
        .setAfter(sorted(has))
        .setMessage("a protected account: " + what + "; the tool does not say who")
        .build();
  }

  private static List<Role> sorted(Set<Role> roles) {
    return roles.stream().sorted(Comparator.comparing(Role::getRole)).toList();
  }

  private Map<String, Set<Role>> roles(List<ScopeReport> parts) {
    Map<String, Set<Role>> roles = new TreeMap<>();
    for (ScopeReport part : parts) {
      for (Holder holder : part.getUnexplained()) {
        NativeAccount account = holder.getAccount();
        if (watched.names(account.getId(), account.getLogin())) {
          roles
              .computeIfAbsent(account.getId(), unused -> new HashSet<>())
              .add(new Role(part.getScope(), holder.getRole()));
        }
      }
    }
    return roles;
  }

  private static String state(List<ScopeReport> parts, String account) {
    return parts.stream()
        .flatMap(part -> part.getUnexplained().stream())
        .filter(holder -> holder.getAccount().getId().equals(account))
        .findFirst()
        .map(holder -> holder.getAccount().getState())
        .orElse("");
  }
}
