package dev.rolecall.console.notices;

import dev.rolecall.console.notices.HoldRecords.Read;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one receiver all news, one after the other. A notice that is not taken is sent again with
 * growing pauses, and given up after some hours: it is also in {@code rolecall status}. A record is
 * done only after that, so a process that is killed tells it again.
 */
final class Messenger implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Messenger.class);

  private static final Duration POLL = Duration.ofMillis(500);
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  /** With these pauses: some two hours. */
  static final int MOST_ATTEMPTS = 22;

  private final HoldRecords records;
  private final Receiver receiver;
  private final InstantSource clock;
  private final Duration firstPause;
  private final News news = new News();
  private volatile boolean stopping;
  private volatile @Nullable String warning;

  Messenger(HoldRecords records, Receiver receiver, InstantSource clock, Duration firstPause) {
    this.records = records;
    this.receiver = receiver;
    this.clock = clock;
    this.firstPause = firstPause;
  }

  String place() {
    return receiver.place();
  }

  /** Why the receiver is not told; empty when it is. */
  Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  void stop() {
    stopping = true;
    records.wakeUp();
  }

  @Override
  public void run() {
    try (records;
        receiver) {
      boolean all = true;
      while (all && !stopping) {
        for (Read each : records.next(POLL)) {
          Optional<Notice> notice = news.of(each.hold(), each.told());
          all = all && (notice.isEmpty() || tell(notice.get()));
        }
        if (all) {
          records.done();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The edge of this thread: operators are told elsewhere, and should know why not here.
      warning = "notices have stopped (" + e.getClass().getSimpleName() + "); restart the console";
      LOG.atError().setCause(e).log("Notices have stopped");
    }
  }

  /** False: we are to stop, and it was not told. */
  private boolean tell(Notice notice) throws InterruptedException {
    Duration pause = firstPause;
    Instant first = clock.instant();
    for (int attempt = 1; attempt <= MOST_ATTEMPTS && !stopping; attempt++) {
      Optional<String> refused = receiver.send(notice);
      if (refused.isEmpty()) {
        warning = null;
        return true;
      }
      warning = "takes no notices since " + first + ": " + refused.get();
      if (attempt == MOST_ATTEMPTS) {
        LOG.atWarn()
            .addKeyValue("receiver", receiver.place())
            .addKeyValue("hold", notice.hold().getId())
            .log("A notice was given up: {}", refused.get());
        return true;
      }
      stay(pause);
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
    return false;
  }

  /** In short steps: who does not come back to Kafka loses its place in the group. */
  private void stay(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    do {
      records.stay(POLL.compareTo(pause) < 0 ? POLL : pause);
    } while (!stopping && System.nanoTime() - end < 0);
  }
}
