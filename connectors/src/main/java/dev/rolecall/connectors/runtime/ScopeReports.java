package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a sweep says of one scope. */
record ScopeReports(String tool, String sweep, Instant at, Census census) {

  /** A report is one record; who has more to look at than this starts with these. */
  private static final int MOST_HOLDERS = 100;

  private static final Actor SELF = new Actor(ActorKind.TIMER, "sweep");

  /**
   * The report of one scope.
   *
   * @param total how many hold a role there
   * @param candidates those of them that may be unexplained
   */
  ScopeReport of(String scope, int total, List<ObservedHolder> candidates) {
    List<Holder> unexplained =
        candidates.stream()
            .filter(it -> !census.isOurs(it.account().id(), scope, it.role()))
            .map(this::holder)
            .toList();
    return new ScopeReport(
        tool,
        scope,
        at,
        unexplained.stream().limit(MOST_HOLDERS).toList(),
        total,
        unexplained.size(),
        0);
  }

  /** Whether the last report says the same, apart from when. */
  boolean isNews(ScopeReport report) {
    return census
        .lastReport(report.getScope())
        .map(last -> ScopeReport.newBuilder(last).setAt(report.getAt()).build())
        .filter(report::equals)
        .isEmpty();
  }

  /** One entry for each holder that the last report did not name. */
  List<AuditEntry> findings(ScopeReport report) {
    Set<String> known =
        census.lastReport(report.getScope()).map(ScopeReport::getUnexplained).stream()
            .flatMap(List::stream)
            .map(ScopeReports::name)
            .collect(Collectors.toSet());
    return report.getUnexplained().stream()
        .filter(holder -> !known.contains(name(holder)))
        .map(holder -> finding(report.getScope(), holder))
        .toList();
  }

  private AuditEntry finding(String scope, Holder holder) {
    String person = holder.getPerson();
    String directory = person == null ? Keys.POLICY_DIRECTORY : Keys.directoryOf(person);
    return AuditEntry.newBuilder()
        .setId(sweep + "/" + scope + "/" + name(holder))
        .setOccurredAt(at)
        .setType(AuditType.FINDING)
        .setPhase(Phase.VERIFIED)
        .setActor(SELF)
        .setDirectory(directory)
        .setPerson(person == null ? null : person.substring(directory.length() + 1))
        .setTarget(new Target(tool, scope, holder.getAccount().getId()))
        .setAfter(List.of(new Role(scope, holder.getRole())))
        .setCause(new Cause(Trigger.DRIFT, sweep, "sweep", sweep, SELF, at, at))
        .setOutcome(Result.SUCCESS)
        .setMessage("holds a role that Rolecall did not grant; it stays")
        .setLatency(new Latency(at, at, null, at))
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
