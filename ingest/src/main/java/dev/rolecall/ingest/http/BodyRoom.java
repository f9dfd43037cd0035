package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Limits;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * The memory for bodies that are under way. Requests times the largest body would be more than any
 * heap, so each takes the room that it announces before it is read.
 */
final class BodyRoom {

  private static final int KIB = 1024;

  private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");

  private final Semaphore kibibytes;
  private final int all;

  BodyRoom(int bytes) {
    this.all = bytes / KIB;
    this.kibibytes = new Semaphore(bytes / KIB);
  }

  /** Bytes that are taken now. */
  long taken() {
    return (long) (all - kibibytes.availablePermits()) * KIB;
  }

  /**
   * Room for the body of a request, which keeps it until it is ended.
   *
   * @return how to give it back; empty when there is not so much now
   */
  Optional<Runnable> take(HttpServerRequest request) {
    int wanted = needed(request);
    if (!kibibytes.tryAcquire(wanted)) {
      return Optional.empty();
    }
    return Optional.of(() -> kibibytes.release(wanted));
  }

  /** What says too much is refused by its length later: it never comes. */
  private static int needed(HttpServerRequest request) {
    OptionalInt announced = announced(request);
    int bytes = announced.orElse(Limits.MAX_BODY_BYTES);
    return Math.ceilDiv(Math.min(bytes, Limits.MAX_BODY_BYTES), KIB);
  }

  /** In chunks it may be as long as a body can be. */
  private static OptionalInt announced(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    if (length != null && LENGTH.matcher(length).matches()) {
      return OptionalInt.of(Integer.parseInt(length));
    }
    return request.getHeader("Transfer-Encoding") == null ? OptionalInt.of(0) : OptionalInt.empty();
  }
}
