package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Capability;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.OtherWriter;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.ToolReport;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a tool is, in words for operators: what a check found and what its connector can do. */
public final class ToolReports {

  /** Days before its end at which a token is spoken of, the last warning first. */
  static final List<Integer> WARNING_DAYS = List.of(1, 7, 30);

  private static final Actor SELF = new Actor(ActorKind.TIMER, "health check");

  private ToolReports() {}

  /** What a connector says of an instance without having asked it. */
  public static ToolReport described(String tool, ToolDescriptor descriptor) {
    ToolHealth unknown = new ToolHealth(Optional.empty(), Optional.empty(), List.of());
    return of(tool, descriptor, unknown, Instant.EPOCH);
  }

  static ToolReport of(String tool, ToolDescriptor descriptor, ToolHealth health, Instant at) {
    return ToolReport.newBuilder()
        .setTool(tool)
        .setType(descriptor.type())
        .setEdition(descriptor.edition())
        .setAt(at)
        .setVersion(health.version().orElse(null))
        .setTokenEnds(health.credentialsEnd().map(ToolReports::start).orElse(null))
        .setProblems(health.problems())
        .setOtherWriters(
            new TreeMap<>(health.syncedByOthers())
                .entrySet().stream()
                    .map(each -> new OtherWriter(each.getKey(), each.getValue()))
                    .toList())
        .setCapabilities(capabilities(descriptor))
        .setScopes(
            descriptor.scopes().stream().map(shape -> shape.name() + ": " + words(shape)).toList())
        .build();
  }

  /** The tool as a whole first, then what is other in some scopes. */
  static List<Capability> capabilities(ToolDescriptor descriptor) {
    List<Capability> all = new ArrayList<>();
    for (Ability ability : Ability.values()) {
      all.add(capability("", ability, descriptor.support(ability), descriptor));
    }
    for (ScopeShape shape : descriptor.scopes()) {
      for (Map.Entry<Ability, Support> each : new TreeMap<>(shape.capabilities()).entrySet()) {
        all.add(capability(shape.pattern(), each.getKey(), each.getValue(), descriptor));
      }
    }
    return all;
  }

  /**
   * An entry when the token ends soon. Its id is that of the token's end and the warning, so that a
   * restart says nothing twice.
   */
  static Optional<AuditEntry> ending(ToolReport report) {
    Instant ends = report.getTokenEnds();
    if (ends == null) {
      return Optional.empty();
    }
    Instant at = report.getAt();
    long left = Duration.between(at, ends).toDays();
    return WARNING_DAYS.stream()
        .filter(days -> left < days)
        .findFirst()
        .map(days -> entry(report, ends, left, days, at));
  }

  private static AuditEntry entry(
      ToolReport report, Instant ends, long left, int warning, Instant at) {
    String id = report.getTool() + "/token/" + day(ends) + "/" + warning;
    return AuditEntry.newBuilder()
        .setId(id)
        .setOccurredAt(at)
        .setType(AuditType.TOKEN_ENDING)
        .setPhase(Phase.VERIFIED)
        .setActor(SELF)
        .setDirectory(Keys.POLICY_DIRECTORY)
        .setTarget(new Target(report.getTool(), null, null))
        .setCause(new Cause(Trigger.TIMER, id, "health check", id, SELF, at, at))
        .setOutcome(Result.SUCCESS)
        .setMessage(
            left < 0
                ? "the token ended on " + day(ends) + ": replace it"
                : "the token ends on " + day(ends) + ", in " + left + " days: replace it in time")
        .setLatency(new Latency(at, at, null, null))
        .build();
  }

  private static Capability capability(
      String scopes, Ability ability, Support support, ToolDescriptor descriptor) {
    boolean byHand =
        switch (support) {
          case MANUAL, NONE -> true;
          case NATIVE, EMULATED, UNOFFICIAL -> false;
        };
    return new Capability(
        scopes,
        ability.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        support.name().toLowerCase(Locale.ROOT),
        byHand ? descriptor.instruction(ability).orElse(null) : null);
  }

  private static String words(ScopeShape shape) {
    String separator =
        switch (shape.kind()) {
          case LADDER -> " < ";
          case SET -> ", ";
        };
    return shape.pattern() + " (" + String.join(separator, shape.roles()) + ")";
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static LocalDate day(Instant instant) {
    return LocalDate.ofInstant(instant, ZoneOffset.UTC);
  }
}
