package dev.rolecall.console;

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
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Latency;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Phase;
import dev.rolecall.schemas.avro.PolicyFile;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Target;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Instant;
import java.util.List;

/** Ada is an owner of pay/core in GitLab because she is in "platform". */
final class Samples {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static final Cause CAUSE =
      new Cause(
          Trigger.SCIM,
          "command-1",
          "PATCH /scim/v2/Groups/g-platform",
          "correlation-1",
          new Actor(ActorKind.IDP, "okta-2026"),
          NOON,
          NOON.plusMillis(20));

  private static final Reason REASON =
      Reason.newBuilder()
          .setRule("platform-owns-payments")
          .setFile("rules/gitlab.yaml")
          .setLine(12)
          .setBundle("d1")
          .setCommit("abc123")
          .setGroup(
              new GroupRef("g-platform", "platform", null, NOON.minusSeconds(60), "g-core", null))
          .setPath(
              List.of(new GroupRef("g-core", "core team", null, NOON.minusSeconds(90), null, null)))
          .build();

  private Samples() {}

  static Access access(String person, long version) {
    return Access.newBuilder()
        .setTool("gitlab")
        .setDirectory("acme")
        .setPerson(person)
        .setVersion(new Version(7L, version))
        .setSettings(new Version(7L, 1L))
        .setDisposition(Disposition.CONVERGE)
        .setAccount(AccountKey.newBuilder().setKey(person).setFind(List.of()).build())
        .setGrants(List.of(new Grant("pay/core", "owner", null, List.of(REASON))))
        .setCause(CAUSE)
        .build();
  }

  static Status status(String person, long version, State state) {
    return Status.newBuilder()
        .setTool("gitlab")
        .setDirectory("acme")
        .setPerson(person)
        .setApplied(new Version(7L, version))
        .setState(state)
        .setAccount(new NativeAccount("42", person + "-login", "active"))
        .setCells(
            List.of(
                Cell.newBuilder()
                    .setScope("pay/core")
                    .setRole("owner")
                    .setOrigin(Origin.GRANTED)
                    .build()))
        .setCause(CAUSE)
        .setVerifiedAt(NOON.plusSeconds(1))
        .build();
  }

  static Control control() {
    return Control.newBuilder()
        .setTool("gitlab")
        .setVersion(new Version(7L, 1L))
        .setDigest("d")
        .setMode(Mode.ENFORCE)
        .setManage(List.of("pay/**"))
        .setBundle("d1")
        .setCause(CAUSE)
        .build();
  }

  static ScopeReport report() {
    Holder stranger =
        new Holder(
            new NativeAccount("9", "root", "active"),
            "owner",
            Origin.UNEXPLAINED,
            null,
            null,
            null,
            false);
    Holder ours =
        new Holder(
            new NativeAccount("42", "ada-login", "active"),
            "owner",
            Origin.GRANTED,
            "acme/ada",
            null,
            null,
            false);
    return new ScopeReport("gitlab", "pay/core", NOON, List.of(stranger, ours), 2, 1, 0);
  }

  static AuditEntry audit(String id, String person) {
    return AuditEntry.newBuilder()
        .setId(id)
        .setOccurredAt(NOON)
        .setType(AuditType.ROLE_GRANTED)
        .setPhase(Phase.VERIFIED)
        .setActor(new Actor(ActorKind.SYSTEM, "connector gitlab"))
        .setDirectory("acme")
        .setPerson(person)
        .setTarget(new Target("gitlab", "pay/core", "42"))
        .setAfter(List.of(new Role("pay/core", "owner")))
        .setReasons(List.of(REASON))
        .setCause(CAUSE)
        .setOutcome(Result.SUCCESS)
        .setLatency(new Latency(NOON, NOON, null, null))
        .build();
  }

  static BundleState bundle() {
    return new BundleState(
        1L,
        NOON,
        new Bundle("d1", "abc123", List.of(new PolicyFile("rules/gitlab.yaml", "x"))),
        List.of());
  }
}
