package dev.rolecall.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts that do not need each other, closed at the same time: a process that is asked to stop ends
 * as soon as the slowest of them, not after all of them in a row.
 */
final class Together implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Together.class);

  private final List<AutoCloseable> parts = new CopyOnWriteArrayList<>();

  <T extends AutoCloseable> T add(T part) {
    parts.add(part);
    return part;
  }

  @Override
  public void close() {
    List<Thread> closing =
        parts.stream().map(part -> Thread.ofPlatform().start(() -> close(part))).toList();
    for (Thread each : closing) {
      try {
        each.join();
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void close(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      // The edge of the process: the rest still has to be closed.
      LOG.atWarn().setCause(e).log("A part could not be closed");
    }
  }
}
