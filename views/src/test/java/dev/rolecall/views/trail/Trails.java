package dev.rolecall.views.trail;

import static java.util.Objects.requireNonNull;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Finding;
import dev.rolecall.schemas.avro.FindingKind;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.Version;
import dev.rolecall.views.log.LogRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of the topics that the trail follows. People are of "acme". */
final class Trails {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Actor OKTA = new Actor(ActorKind.IDP, "okta");

  private long offset;

  private static Cause cause(String correlation, Instant at) {
    return new Cause(Trigger.SCIM, "c-1", "POST /Users", correlation, OKTA, at, at);
  }

  LogRecord access(String tool, String person, long version, Instant decided) {
    Access access =
        Access.newBuilder()
            .setTool(tool)
            .setDirectory("acme")
            .setPerson(person)
            .setVersion(new Version(7L, version))
            .setSettings(new Version(7L, 1L))
            .setDisposition(Disposition.CONVERGE)
            .setAccount(AccountKey.newBuilder().setKey(person).setFind(List.of()).build())
            .setGrants(List.of())
            .setCause(cause("r-1", decided))
            .build();
    return record(
        Topics.access(tool).name(),
        Keys.person("acme", person),
        Topics.access(tool).values().encode(access));
  }

  LogRecord status(String tool, String person, long version, State state, String... cells) {
    Status status =
        Status.newBuilder()
            .setTool(tool)
            .setDirectory("acme")
            .setPerson(person)
            .setApplied(new Version(7L, version))
            .setState(state)
            .setAccount(new NativeAccount("1", person + "-login", "active"))
            .setCells(Arrays.stream(cells).map(Trails::cell).toList())
            .setFindings(
                state == State.BLOCKED
                    ? List.of(new Finding(FindingKind.REFUSED, null, "the tool refuses"))
                    : List.of())
            .setCause(cause("r-1", NOON))
            .build();
    return entry(tool, Keys.person("acme", person), status);
  }

  private static Cell cell(String place) {
    String[] parts = place.split(":", 2);
    return Cell.newBuilder().setScope(parts[0]).setRole(parts[1]).setOrigin(Origin.GRANTED).build();
  }

  LogRecord leaver(String tool, String person, long version) {
    LogRecord there = access(tool, person, version, NOON);
    Access access =
        Access.newBuilder(Topics.access(tool).values().decode(requireNonNull(there.value())))
            .setDisposition(Disposition.LEAVER)
            .build();
    return record(there.topic(), there.key(), Topics.access(tool).values().encode(access));
  }

  LogRecord report(String tool, String scope, int part, Instant at) {
    return entry(
        tool,
        Keys.scopeReport(scope, part),
        new ScopeReport(tool, scope, at, List.of(), 3, 0, part));
  }

  LogRecord link(String tool, String person, String account) {
    Link link =
        new Link(
            tool,
            person,
            "acme",
            person,
            new NativeAccount(account, person + "-login", "active"),
            "login",
            OKTA,
            NOON);
    return record(Topics.links(tool).name(), person, Topics.links(tool).values().encode(link));
  }

  LogRecord control(String tool, Mode mode, Instant decided) {
    Control control =
        Control.newBuilder(
                Topics.CONTROL.values().decode(requireNonNull(control(tool, mode).value())))
            .setCause(cause("r-1", decided))
            .build();
    return record(Topics.CONTROL.name(), tool, Topics.CONTROL.values().encode(control));
  }

  LogRecord entry(String tool, String key, Object body) {
    return record(
        Topics.status(tool).name(),
        key,
        Topics.status(tool).values().encode(new StatusEntry(body)));
  }

  LogRecord control(String tool, Mode mode) {
    Control control =
        Control.newBuilder()
            .setTool(tool)
            .setVersion(new Version(7L, 1L))
            .setDigest("d")
            .setMode(mode)
            .setManage(List.of("**"))
            .setBundle("b")
            .setCause(cause("r-1", NOON))
            .build();
    return record(Topics.CONTROL.name(), tool, Topics.CONTROL.values().encode(control));
  }

  /** Somebody called so, in these groups. */
  LogRecord person(String directory, String id, String... groups) {
    Person person =
        Person.newBuilder()
            .setDirectory(directory)
            .setId(id)
            .setStanding(Standing.ACTIVE)
            .setUser(User.newBuilder().setUserName(id + "@acme.example").build())
            .setGroups(
                Arrays.stream(groups)
                    .map(each -> new GroupRef(each, each, null, NOON, null, null))
                    .toList())
            .build();
    return record(
        Topics.PEOPLE.name(),
        Keys.person(directory, id),
        Topics.PEOPLE.values().encode(new PeopleEntry(cause("r-1", NOON), person, List.of())));
  }

  LogRecord bundle(long version, String digest) {
    BundleState bundle =
        new BundleState(version, NOON, new Bundle(digest, null, List.of()), List.of());
    return record(
        Topics.PEOPLE.name(),
        Keys.PEOPLE_BUNDLE,
        Topics.PEOPLE.values().encode(new PeopleEntry(cause("r-1", NOON), bundle, List.of())));
  }

  LogRecord audit(
      String id, Instant at, @Nullable String person, @Nullable String tool, String correlation) {
    AuditEntry entry =
        AuditEntry.newBuilder()
            .setId(id)
            .setOccurredAt(at)
            .setType(AuditType.ACCESS_DECIDED)
            .setPhase(Phase.DECIDED)
            .setActor(OKTA)
            .setDirectory("acme")
            .setPerson(person)
            .setTarget(tool == null ? null : new Target(tool, null, null))
            .setCause(cause(correlation, at))
            .setOutcome(Result.SUCCESS)
            .setLatency(new Latency(at, at, null, null))
            .build();
    return record(Topics.AUDIT_ENTRIES.name(), "acme", Topics.AUDIT_ENTRIES.values().encode(entry));
  }

  LogRecord tombstone(String topic, String key) {
    return record(topic, key, null);
  }

  LogRecord record(String topic, String key, byte @Nullable [] value) {
    return new LogRecord(topic, 0, offset++, key, value);
  }
}
