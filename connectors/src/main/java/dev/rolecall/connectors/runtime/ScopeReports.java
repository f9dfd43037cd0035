package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sweep says of one scope, compared with what the last one said. */
record ScopeReports(SweepEntries entries, Census census) {

  /** A part is one record of some 100 KB; Kafka takes 1 MB. */
  static final int MOST_HOLDERS = 500;

  /** The next report of a scope. */
  record Next(List<ScopeReport> parts, List<ScopeReport> last) {

    /** Parts that do not say what the last ones did, apart from when. */
    List<ScopeReport> changed() {
      return parts.stream().filter(part -> !last.contains(at(part))).toList();
    }

    /** Keys of parts that there are no more. */
    List<String> stale() {
      return last.stream()
          .filter(part -> part.getPart() >= parts.size())
          .map(part -> Keys.scopeReport(part.getScope(), part.getPart()))
          .toList();
    }

    private ScopeReport at(ScopeReport part) {
      return last.stream()
          .filter(it -> it.getPart() == part.getPart())
          .findFirst()
          .map(it -> ScopeReport.newBuilder(part).setAt(it.getAt()).build())
          .orElse(part);
    }
  }

  /**
   * The report of one scope: everybody who is not explained, however many they are.
   *
   * @param total how many hold a role there
   * @param candidates those of them that may be unexplained
   */
  Next of(String scope, int total, List<ObservedHolder> candidates) {
    List<Holder> unexplained =
        candidates.stream()
            .filter(it -> !census.isOurs(it.account().id(), scope, it.role()))
            .map(this::holder)
            // In an order of its own, so that the parts change only where holders do.
            .sorted(Comparator.comparing(ScopeReports::name))
            .toList();
    List<ScopeReport> parts = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(from + MOST_HOLDERS, unexplained.size());
      parts.add(
          new ScopeReport(
              entries.tool(),
              scope,
              entries.at(),
              unexplained.subList(from, to),
              total,
              unexplained.size(),
              parts.size()));
      from = to;
    } while (from < unexplained.size());
    return new Next(parts, census.lastReports(scope));
  }

  /** One entry for each holder that the last report did not name. */
  List<AuditEntry> findings(ScopeReport part) {
    Set<String> known =
        census.lastReports(part.getScope()).stream()
            .flatMap(last -> last.getUnexplained().stream())
            .map(ScopeReports::name)
            .collect(Collectors.toSet());
    return part.getUnexplained().stream()
        .filter(holder -> !known.contains(name(holder)))
        .map(holder -> finding(part.getScope(), holder))
        .toList();
  }

  private AuditEntry finding(String scope, Holder holder) {
    return entries
        .of(
            AuditType.FINDING,
            scope + "/" + name(holder),
            scope,
            holder.getAccount().getId(),
            Optional.ofNullable(holder.getPerson()))
        .setAfter(List.of(new Role(scope, holder.getRole())))
        .setMessage("holds a role that Rolecall did not grant; it stays")
        .build();
  }

  private Holder holder(ObservedHolder observed) {
    var account = observed.account();
    return new Holder(
        new NativeAccount(
            account.id(), account.login(), account.presence().name().toLowerCase(Locale.ROOT)),
        observed.role(),
        Origin.UNEXPLAINED,
        census.person(account.id()).orElse(null),
        account.email().orElse(null),
        account.externalId().orElse(null),
        account.bot());
  }

  private static String name(Holder holder) {
    return holder.getAccount().getId() + "/" + holder.getRole();
  }
}
