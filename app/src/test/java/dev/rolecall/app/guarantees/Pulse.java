package dev.rolecall.app.guarantees;

import dev.rolecall.app.system.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes to one directory all the time, one request after the other, and notes how long nobody was
 * answered.
 */
final class Pulse implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(12);
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** One answered write. */
  private record Beat(long from, long to) {}

  /** What Java's client says when a connection was closed before a byte of an answer came. */
  private static final String CLOSED = "received no bytes";

  private final String directory;
  private final List<Client> ingests;
  private final String user;
  private final List<String> failures = new ArrayList<>();
  private final ConcurrentLinkedQueue<Beat> beats = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Thread thread;
  private int ingest;

  /**
   * Starts writing.
   *
   * @param user the id of somebody of the directory
   */
  Pulse(Cluster cluster, String directory, String user, int ingest) {
    this.directory = directory;
    this.user = user;
    this.ingest = ingest;
    this.ingests = cluster.scim(directory).stream().map(each -> each.waiting(PATIENCE)).toList();
    this.thread = Thread.ofPlatform().start(this::run);
  }

  private void run() {
    for (int number = 0; !over.get(); number++) {
      long from = System.nanoTime();
      try {
        Client.Answer answer =
            ingests
                .get(ingest % ingests.size())
                .attempt("PATCH", "/Users/" + user, Map.of(), patch("pulse " + number));
        if (answer.status() == 200) {
          beats.add(new Beat(from, System.nanoTime()));
        } else {
          failed(answer.status() + " " + answer.body().path("detail").asText());
        }
      } catch (java.net.ConnectException away) {
        ingest++;
      } catch (IOException e) {
        // A kept connection may end while a request is on its way (RFC 9112 section 9.5): the other
        // instance is asked again, as identity providers do.
        if (!String.valueOf(e.getMessage()).contains(CLOSED)) {
          failed(String.valueOf(e));
        }
        ingest++;
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }

  private synchronized void failed(String how) {
    failures.add(directory + ": " + how);
  }

  /** Requests that were sent and got no success. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /** From this moment to the first answer to what was sent after it; empty while there is none. */
  Duration servedAfter(long moment) {
    return beats.stream()
        .filter(beat -> beat.from() >= moment)
        .findFirst()
        .map(beat -> Duration.ofNanos(beat.to() - moment))
        .orElse(Duration.ZERO);
  }

  /** The longest time between two answers since this moment. */
  Duration longestHole(long moment) {
    long last = moment;
    long longest = 0;
    for (Beat beat : beats) {
      if (beat.to() > moment) {
        longest = Math.max(longest, beat.to() - last);
        last = beat.to();
      }
    }
    return Duration.ofNanos(Math.max(longest, System.nanoTime() - last));
  }

  private static String patch(String displayName) {
    return """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
     "Operations":[{"op":"replace","path":"displayName","value":"%s"}]}
    """
        .formatted(displayName);
  }

  @Override
  public void close() {
    over.set(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
