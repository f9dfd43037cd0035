package dev.rolecall.console;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Commands;
import dev.rolecall.service.exchange.Question;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** What operators decide, sent as commands under their names. */
final class OperatorCommands {

  private final Commands commands;
  private final InstantSource clock;
  private final Supplier<UUID> ids;

  OperatorCommands(Commands commands, InstantSource clock, Supplier<UUID> ids) {
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  /** A command that was accepted: its id, by which others know whose decision it was. */
  record Sent(String command, String correlation, Accepted accepted) {}

  /**
   * Sends and waits for the outcome.
   *
   * @throws Refused when it was not accepted, or when that is not known
   */
  Sent send(Request request, String directory, SpecificRecord intent) {
    return send(request, directory, ids.get().toString(), intent);
  }

  /** As {@link #send(Request, String, SpecificRecord)}, as one of several of one correlation. */
  Sent send(Request request, String directory, String correlation, SpecificRecord intent) {
    UUID command = ids.get();
    Answer answer =
        commands
            .ask(
                new Question(
                    directory,
                    correlation,
                    new Actor(ActorKind.OPERATOR, request.operator().name()),
                    request.line(),
                    clock.instant(),
                    intent,
                    Optional.of(command)))
            .join();
    return switch (answer) {
      case Answer.Done(var accepted) -> new Sent(command.toString(), correlation, accepted);
      case Answer.Refused(var rejected) -> throw refused(rejected);
      case Answer.TooLarge() -> throw new Refused(413, "this is more than one command may hold");
      case Answer.Unknown(String why) ->
          throw new Refused(503, "not known whether it took effect (" + why + "); look again");
      case Answer.NotSent(String why) -> throw new Refused(503, why);
    };
  }

  String correlation() {
    return ids.get().toString();
  }

  private static Refused refused(Rejected rejected) {
    return switch (rejected.getRefusal()) {
      case EXPIRED -> new Refused(503, "it came too late and took no effect; repeat it");
      case VERSION_MISMATCH -> new Refused(409, rejected.getDetail());
      case NOT_FOUND -> new Refused(404, rejected.getDetail());
      case INVALID, POISON, UNIQUENESS -> new Refused(422, rejected.getDetail());
    };
  }
}
