package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.schemas.avro.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Sends what follows the first part of a change that is too large for one command. Each part is
 * awaited before the next one and has a deadline of its own: a hundred thousand members take longer
 * than one command may.
 */
final class Batches {

  /**
   * No part is sent later than this after the request came in; the last one takes ten seconds at
   * most. Identity providers wait for a minute.
   */
  static final Duration LONGEST = Duration.ofSeconds(45);

  private static final int UNAVAILABLE = 503;

  private final Directory directory;
  private final InstantSource clock;

  Batches(Directory directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Sends all parts but the first.
   *
   * @param first what became of the first one
   * @return what became of the last one
   * @throws ScimException 503 that says that a part of the change was made
   */
  Accepted rest(Call call, List<SpecificRecord> parts, Accepted first) {
    Accepted last = first;
    for (int part = 1; part < parts.size(); part++) {
      Instant now = clock.instant();
      if (now.isAfter(call.receivedAt().plus(LONGEST))) {
        throw broken(part, parts.size());
      }
      last = next(call.at(now), parts, part);
    }
    return last;
  }

  private Accepted next(Call call, List<SpecificRecord> parts, int part) {
    try {
      return directory.accepted(call, parts.get(part));
    } catch (ScimException e) {
      throw e.error().status() == UNAVAILABLE ? broken(part, parts.size()) : e;
    }
  }

  private static ScimException broken(int made, int parts) {
    return Directory.unavailable(
        "Of "
            + parts
            + " parts of this change "
            + made
            + " were made, the next one perhaps. Repeating the request completes it.");
  }
}
