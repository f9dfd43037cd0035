package dev.rolecall.views.directory;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few connections that read while the log is applied, each used by one thread at a time. The
 * threads are the platform's: SQLite is native code and would hold the carrier of a virtual thread.
 */
final class ReadPool implements AutoCloseable {

  /** Readers run in parallel, but SQLite's page cache is per connection. */
  private static final int CONNECTIONS = 4;

  /** Reads of everything must leave connections to those that take microseconds. */
  private static final int SCANS = 2;

  /** About two seconds of waiting at 0.5 ms each; beyond that answering "busy" is kinder. */
  private static final int MOST_WAITING = 4_000;

  interface Question<T> {
    T ask(Queries queries) throws SQLException;
  }

  private final ArrayBlockingQueue<Connection> idle = new ArrayBlockingQueue<>(CONNECTIONS);
  private final List<Connection> all = new ArrayList<>();
  private final Semaphore scans = new Semaphore(SCANS);
  private final ThreadPoolExecutor threads;
  private final InstantSource clock;

  ReadPool(Path file, InstantSource clock) throws SQLException {
    this.clock = clock;
    for (int i = 0; i < CONNECTIONS; i++) {
      Connection connection = ViewFile.openForReading(file);
      all.add(connection);
      idle.add(connection);
    }
    this.threads =
        new ThreadPoolExecutor(
            CONNECTIONS,
            CONNECTIONS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("directory-read-", 0).factory());
  }

  <T> T read(Question<T> question) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(question), threads).join();
    } catch (RejectedExecutionException e) {
      throw new ViewBusyException("too many reads are under way");
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** A read that may look at everything there is. */
  <T> T scan(Question<T> question) {
    if (!scans.tryAcquire()) {
      throw new ViewBusyException("too many searches without an index are under way");
    }
    try {
      return read(question);
    } finally {
      scans.release();
    }
  }

  private <T> T answer(Question<T> question) {
    Connection connection = idle.remove();
    try {
      T answer = question.ask(new Queries(connection, clock));
      return answer;
    } catch (SQLException e) {
      throw new IllegalStateException("the view's file cannot be read", e);
    } finally {
      endSnapshot(connection);
      idle.add(connection);
    }
  }

  private static void endSnapshot(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("the view's file cannot be read", e);
    }
  }

  @Override
  public void close() throws SQLException {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Connection connection : all) {
      connection.close();
    }
  }
}
