package dev.rolecall.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Blocks a command until the process is asked to stop, and lets it close what it opened. */
public final class Shutdown {

  /** A service drains within 10 s; what hangs longer is killed with the process. */
  private static final long LONGEST_SECONDS = 25;

  private Shutdown() {}

  /** Returns on SIGTERM or Ctrl-C; the process ends when the caller has closed everything. */
  public static void await() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Thread waiting = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  asked.countDown();
                  joinQuietly(waiting);
                }));
    asked.await();
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
