package dev.rolecall.console;

import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.HeldSample;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.util.List;

/** Somebody emptied "platform"; what that takes from Ada in GitLab waits. */
final class HeldSamples {

  static final String ID = "gitlab.3f9c2a1b";

  private static final Cause CAUSE =
      new Cause(
          Trigger.SCIM,
          "command-1",
          "PUT /scim/v2/Groups/g-platform",
          "correlation-1",
          new Actor(ActorKind.IDP, "okta-2026"),
          Samples.NOON,
          Samples.NOON);

  private HeldSamples() {}

  static Hold hold() {
    return hold(ID, HoldTrigger.GROUP_EMPTIED).build();
  }

  static Hold.Builder hold(String id, HoldTrigger trigger) {
    boolean bundle = id.startsWith("policy.");
    return Hold.newBuilder()
        .setId(id)
        .setTrigger(trigger)
        .setState(HoldState.OPEN)
        .setTool(bundle ? null : "gitlab")
        .setDirectory(bundle ? null : "acme")
        .setGroup(bundle ? null : "g-platform")
        .setCause(CAUSE)
        .setOpenedAt(Samples.NOON)
        .setExpires(Samples.NOON.plus(Duration.ofDays(3)))
        .setRevision(7)
        .setPeople(1)
        .setCells(1)
        .setTotal(610)
        .setDetail("would revoke 143 of 610 roles in gitlab")
        .setRemedy("put the members back, or release it")
        .setSamples(List.of(new HeldSample("acme", "ada", cell("pay/core"))));
  }

  static Hold decided(HoldState state, String command) {
    return hold(ID, HoldTrigger.GROUP_EMPTIED)
        .setState(state)
        .setDecision(
            new HoldDecision(
                new Actor(ActorKind.OPERATOR, "bob"), command, Samples.NOON.plusSeconds(60)))
        .build();
  }

  static HeldCell cell(String scope) {
    return new HeldCell(scope, "owner", null, true);
  }

  static HeldPerson held(String person, HeldCell... cells) {
    return HeldPerson.newBuilder()
        .setHold(ID)
        .setTool("gitlab")
        .setDirectory("acme")
        .setPerson(person)
        .setCells(List.of(cells))
        .setRevision(7)
        .build();
  }
}
