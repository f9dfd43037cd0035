package dev.rolecall.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Blocks a command until the process is asked to stop, and lets it close what it opened before the
 * process ends.
 */
public final class Shutdown {

  /** A service drains within 10 s; what hangs longer is killed with the process. */
  private static final long LONGEST_SECONDS = 25;

  private static final AtomicBoolean LISTENING = new AtomicBoolean();
  private static final CountDownLatch ASKED = new CountDownLatch(1);
  private static final CountDownLatch CLOSED = new CountDownLatch(1);

  private Shutdown() {}

  /**
   * From now on SIGTERM and Ctrl-C let the process close what it opened. To be called before
   * anybody is told that it is ready: who is asked to stop before that ends at once, as if killed.
   */
  static void listen() {
    if (LISTENING.compareAndSet(false, true)) {
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .name("shutdown")
                  .unstarted(() -> {
                    ASKED.countDown();
                    awaitClosed();
                  }));
    }
  }

  /** Returns on SIGTERM or Ctrl-C; the process ends once {@link #closed} was called. */
  public static void await() throws InterruptedException {
    listen();
    ASKED.await();
  }

  /** Everything is closed: a process that was asked to stop may end. */
  static void closed() {
    CLOSED.countDown();
  }

  private static void awaitClosed() {
    try {
      if (!CLOSED.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("not everything could be closed in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
