package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Intent;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Records of one imagined tool, at one imagined time. */
final class Records {

  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  static final Duration SWEEP = Duration.ofMinutes(15);
  static final String OWNER = "one";
  static final Cause CAUSE =
      new Cause(
          Trigger.SCIM,
          "command",
          "PATCH /Users",
          "correlation",
          new Actor(ActorKind.IDP, "okta"),
          NOW,
          NOW);

  /** Loaded first: with the codec Avro learns to trust our classes, which builders need too. */
  static final Codec<Status> STATUSES = Codec.of(Status.class);

  private Records() {}

  static Access access(String person, long counter, String... scopesAndRoles) {
    List<Grant> grants = new ArrayList<>();
    for (int i = 0; i < scopesAndRoles.length; i += 2) {
      grants.add(new Grant(scopesAndRoles[i], scopesAndRoles[i + 1], null, List.of()));
    }
    return new Access(
        "tool",
        "acme",
        person,
        new Version(1L, counter),
        new Version(1L, 1L),
        Disposition.CONVERGE,
        new AccountKey(person, List.of(), null, null, null),
        grants,
        CAUSE,
        null,
        false,
        List.of());
  }

  static Access leaver(String person, long counter) {
    return Access.newBuilder(access(person, counter)).setDisposition(Disposition.LEAVER).build();
  }

  static Status status(Access applied, State state, Cell... cells) {
    return Status.newBuilder()
        .setTool("tool")
        .setDirectory("acme")
        .setPerson(applied.getPerson())
        .setApplied(applied.getVersion())
        .setState(state)
        .setCells(List.of(cells))
        .setCause(CAUSE)
        .build();
  }

  static Cell granted(String scope, String role) {
    return new Cell(scope, role, Origin.GRANTED, "active", null);
  }

  static Intent intent(Access access, String owner, Instant deadline) {
    return new Intent("intent", access.getVersion(), List.of(), NOW, deadline, owner);
  }

  static Control control(String digest, boolean paused) {
    return new Control(
        "tool",
        new Version(1L, 1L),
        digest,
        Mode.ENFORCE,
        List.of("**"),
        List.of(),
        paused,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        List.of(),
        "",
        "bundle",
        CAUSE);
  }
}
