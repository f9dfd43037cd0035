package dev.rolecall.processor.guard;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Proposals as the access stage would make them. */
final class GuardProposals {

  static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final Version NOT_YET = new Version(0L, 0L);

  static {
    // Avro's builders refuse our records until the codec has vouched for them.
    Codec.of(Access.class);
    Codec.of(Status.class);
  }

  private GuardProposals() {}

  static Control control(long bundle, Mode mode) {
    return Control.newBuilder()
        .setTool("drone")
        .setVersion(new Version(0L, bundle))
        .setDigest("digest of " + mode)
        .setMode(mode)
        .setManage(List.of("**"))
        .setBundle("bundle-" + bundle)
        .setCause(cause("publish-" + bundle, NOON))
        .build();
  }

  static Access joiner(String person, String key, String... roles) {
    List<Grant> grants = new ArrayList<>();
    for (String role : roles) {
      Reason reason =
          new Reason("rule-of-" + role, "10.yaml", 7, "digest", null, null, List.of(), null);
      grants.add(new Grant("server", role, null, List.of(reason)));
    }
    return access(person, key, Disposition.CONVERGE, grants);
  }

  static Access leaver(String person, String key) {
    return access(person, key, Disposition.LEAVER, List.of());
  }

  private static Access access(
      String person, String key, Disposition disposition, List<Grant> grants) {
    return Access.newBuilder()
        .setTool("drone")
        .setDirectory("acme")
        .setPerson(person)
        .setVersion(NOT_YET)
        .setSettings(NOT_YET)
        .setDisposition(disposition)
        .setAccount(
            AccountKey.newBuilder()
                .setKey(key)
                .setFind(List.of(new Lookup(LookupBy.LOGIN, key)))
                .setCreateAs(key)
                .build())
        .setGrants(grants)
        .setCause(cause("command-of-" + person, NOON))
        .build();
  }

  /** A member of a group, with what the group gives, as {@code scope=role}. */
  static Access member(String person, String key, String group, String... roles) {
    List<Grant> grants = new ArrayList<>();
    for (String each : roles) {
      String[] parts = each.split("=", -1);
      boolean ofServer = parts[0].equals("server");
      Reason reason =
          new Reason(
              "rule-of-" + parts[1],
              "10.yaml",
              7,
              "digest",
              null,
              ofServer ? null : new GroupRef(group, group, null, NOON, null, null),
              List.of(),
              null);
      grants.add(new Grant(parts[0], parts[1], null, List.of(reason)));
    }
    return access(person, key, Disposition.CONVERGE, grants);
  }

  /** The same, by a name that the groups have had since then. */
  static Access named(Access access, Instant since) {
    List<Grant> grants = new ArrayList<>();
    for (Grant grant : access.getGrants()) {
      Reason reason = grant.getReasons().getFirst();
      GroupRef group = GroupRef.newBuilder(reason.getGroup()).setNamed(since).build();
      grants.add(
          Grant.newBuilder(grant)
              .setReasons(List.of(Reason.newBuilder(reason).setGroup(group).build()))
              .build());
    }
    return Access.newBuilder(access).setGrants(grants).build();
  }

  /** The same, of which each role came through the group. */
  static Access throughGroups(Access access) {
    List<Grant> grants = new ArrayList<>();
    for (Grant grant : access.getGrants()) {
      Reason reason = grant.getReasons().getFirst();
      GroupRef team = new GroupRef("team", "team", null, NOON, null, null);
      grants.add(
          Grant.newBuilder(grant)
              .setReasons(List.of(Reason.newBuilder(reason).setGroup(team).build()))
              .build());
    }
    return Access.newBuilder(access).setGrants(grants).build();
  }

  static Access because(String command, Access access) {
    return Access.newBuilder(access).setCause(cause(command, NOON)).build();
  }

  static Effect effect(EffectKind kind, String group, int members, int removed) {
    return new Effect("effect-on-" + group, kind, group, members, removed, cause("c", NOON));
  }

  static Proposal with(Access access, Effect... effects) {
    return Proposal.newBuilder()
        .setTool("drone")
        .setBody(access)
        .setEffects(List.of(effects))
        .build();
  }

  /** A bundle whose plan says how much it takes away. */
  static Proposal planned(long bundle, Mode mode, long losses) {
    return Proposal.newBuilder()
        .setTool("drone")
        .setBody(control(bundle, mode))
        .setPlanned(losses)
        .build();
  }

  static Proposal order(Object body) {
    return order(body, "order");
  }

  static Proposal order(Object body, String command) {
    Cause cause = cause(command, NOON);
    cause.setActor(new Actor(ActorKind.OPERATOR, "alice"));
    return Proposal.newBuilder().setTool("drone").setBody(body).setCause(cause).build();
  }

  /** What a look at the tool found to be more than access says. */
  static Status drifted(Access access, String scope, String role) {
    return Status.newBuilder()
        .setTool("drone")
        .setDirectory(access.getDirectory())
        .setPerson(access.getPerson())
        .setApplied(access.getVersion())
        .setState(State.OBSERVED)
        .setCause(access.getCause())
        .setDrift(List.of(new Cell(scope, role, Origin.GRANTED, "active", null)))
        .build();
  }

  /** What an operator takes over, as {@code scope=role}. */
  static AdoptedPerson adopted(String person, String... roles) {
    List<AdoptedCell> cells = new ArrayList<>();
    for (String each : roles) {
      String[] parts = each.split("=", -1);
      cells.add(new AdoptedCell("drone", parts[0], parts[1]));
    }
    return new AdoptedPerson("acme/" + person, cells);
  }

  static DecideHold decide(Hold hold, HoldVerdict verdict) {
    return new DecideHold(hold.getId(), verdict, hold.getRevision(), null);
  }

  static Cause cause(String command, Instant decidedAt) {
    return new Cause(
        Trigger.SCIM,
        command,
        "PUT /scim/v2/Users/1",
        "correlation",
        new Actor(ActorKind.IDP, "okta-2026"),
        decidedAt,
        decidedAt);
  }
}
