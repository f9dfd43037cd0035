package dev.rolecall.ingest.exchange;

import dev.rolecall.service.KafkaSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What an exchange needs.
 *
 * @param kafka where the topics are
 * @param client name of the Kafka clients, for the broker's logs and metrics
 * @param longestWait for an outcome, from when the request was received
 * @param mostInFlight commands of one directory that wait for their outcome
 * @param clock for deadlines
 * @param ids for commands
 */
public record ExchangeConfig(
    KafkaSettings kafka,
    String client,
    Duration longestWait,
    int mostInFlight,
    InstantSource clock,
    Supplier<UUID> ids) {

  /** Identity providers give up after 30 to 60 s; what takes longer than this will not come. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** A directory decides some thousand commands a second: more would only wait longer. */
  public static final int MOST_IN_FLIGHT = 1_000;

  /** An exchange with the usual limits. */
  public static ExchangeConfig of(
      KafkaSettings kafka, String client, InstantSource clock, Supplier<UUID> ids) {
    return new ExchangeConfig(kafka, client, LONGEST_WAIT, MOST_IN_FLIGHT, clock, ids);
  }
}
