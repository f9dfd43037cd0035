package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.BulkRequest;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ScimError;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Bulk requests (RFC 7644 § 3.7). */
final class Bulk {

  /**
   * No operation is begun later than this after the request came in; the last one takes ten seconds
   * at most. Clients wait for a minute.
   */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /** Each of them keeps one command under way: a migration in four parts leaves room for others. */
  static final int MOST_AT_A_TIME = 4;

  private final Dialects dialects;
  private final InstantSource clock;
  private final Turns turns;
  private final Map<String, Semaphore> running = new ConcurrentHashMap<>();

  Bulk(Dialects dialects, InstantSource clock, Turns turns) {
    this.dialects = dialects;
    this.clock = clock;
    this.turns = turns;
  }

  /**
   * Performs one operation after the other.
   *
   * @param operations answers one of them
   */
  Reply answer(Call call, Function<Call, Reply> operations) {
    Semaphore room =
        running.computeIfAbsent(call.directory(), name -> new Semaphore(MOST_AT_A_TIME));
    if (!room.tryAcquire()) {
      return Reply.busy(
          new ScimError(
              429, null, "At most " + MOST_AT_A_TIME + " bulk requests run at the same time."),
          Reply.A_WHILE);
    }
    try {
      Reading<BulkRequest> read = BulkRequest.read(call.json());
      dialects.spoken(call, read.deviations());
      BulkTime time = new BulkTime(call.directory(), clock, turns, call.receivedAt().plus(LONGEST));
      return new BulkRun(call, read.value(), operations, time).reply();
    } finally {
      room.release();
    }
  }
}
