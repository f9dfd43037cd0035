package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Instant;

/** The cause that everything a command leads to carries on. */
final class Causes {

  private Causes() {}

  static Cause of(Command command, Instant appendTime) {
    Actor actor = command.getActor();
    return new Cause(
        trigger(command),
        command.getId(),
        clip(command.getRequest(), Limits.REQUEST_CHARACTERS),
        clip(command.getCorrelation(), Limits.NAME_CHARACTERS),
        new Actor(actor.getKind(), clip(actor.getName(), Limits.NAME_CHARACTERS)),
        command.getReceivedAt(),
        appendTime);
  }

  /** Of a command that nobody can read: all there is to say is where it came from. */
  static Cause ofPoison(String command, String correlation, Instant appendTime) {
    return new Cause(
        Trigger.SCIM,
        command,
        "",
        clip(correlation, Limits.NAME_CHARACTERS),
        new Actor(ActorKind.SYSTEM, "directory"),
        appendTime,
        appendTime);
  }

  private static Trigger trigger(Command command) {
    if (command.getIntent() instanceof PublishPolicy) {
      return Trigger.POLICY;
    }
    return switch (command.getActor().getKind()) {
      case IDP, SYSTEM -> Trigger.SCIM;
      case OPERATOR -> Trigger.OPERATOR;
      case TIMER -> Trigger.TIMER;
    };
  }

  private static String clip(String text, int characters) {
    return text.length() <= characters ? text : text.substring(0, characters);
  }
}
