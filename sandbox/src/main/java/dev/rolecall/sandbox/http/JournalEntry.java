package dev.rolecall.sandbox.http;

import java.time.Instant;

/**
 * One request that reached a simulator. Credentials are never part of it.
 *
 * @param number counts from 1
 * @param path with its query, in which tokens are masked
 * @param status that was sent, or would have been; 0 when the request had no effect and no answer
 */
public record JournalEntry(
    long number, Instant at, String method, String path, int status, Fate fate) {

  /** What became of the answer. */
  public enum Fate {
    /** Sent to the client. */
    ANSWERED,
    /** The request took effect, the answer was never sent. */
    LOST,
    /** The connection was closed before the request took effect. */
    REFUSED
  }

  @Override
  public String toString() {
    return "#" + number + " " + method + " " + status + " " + fate;
  }
}
