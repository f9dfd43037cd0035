package dev.rolecall.service.exchange;

import dev.rolecall.schemas.avro.Actor;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * An intent with where it comes from.
 *
 * @param directory whose command it is
 * @param correlation one id from the request to the read-back in the tools
 * @param actor the name of the token
 * @param request method and path, without query or body
 * @param receivedAt when the request came in; the command's deadline counts from here
 * @param intent one of the intents of {@code Command}
 * @param id of the command, for whoever wants to know its own again; empty: any new one
 */
public record Question(
    String directory,
    String correlation,
    Actor actor,
    String request,
    Instant receivedAt,
    SpecificRecord intent,
    Optional<UUID> id) {

  /** A question of somebody who only waits for the answer. */
  public Question(
      String directory,
      String correlation,
      Actor actor,
      String request,
      Instant receivedAt,
      SpecificRecord intent) {
    this(directory, correlation, actor, request, receivedAt, intent, Optional.empty());
  }

  /** Says nothing of the intent: it holds personal data. */
  @Override
  public String toString() {
    return "Question[%s, %s]".formatted(directory, correlation);
  }
}
