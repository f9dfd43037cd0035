package dev.rolecall.ingest.http;

import java.time.Duration;

/**
 * What connections and requests may cost before they are understood.
 *
 * @param connections at the same time
 * @param requests at the same time, each with its body
 * @param bodyBytes all bodies at the same time
 * @param longestGreeting from the opening of a connection to the end of the first request's headers
 * @param longestSilence from an answer to the end of the next request's headers
 * @param longestBody from the headers of a request to the end of its body
 */
record Bounds(
    int connections,
    int requests,
    int bodyBytes,
    Duration longestGreeting,
    Duration longestSilence,
    Duration longestBody) {

  /**
   * A quarter of the launcher's heap is for bodies: 25 of the largest, or thousands of the usual
   * ones. Identity providers keep some tens of connections and send some tens of requests at a
   * time, and each request may hold a body and wait ten seconds. Clients keep connections for their
   * bursts. A body of 10 MiB needs 3 Mbit/s; a lower limit on its rate would add nothing to that on
   * its time.
   */
  static final Bounds USUAL =
      new Bounds(
          4_000,
          1_000,
          256 * 1024 * 1024,
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30));
}
