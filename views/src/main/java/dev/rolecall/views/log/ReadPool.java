package dev.rolecall.views.log;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A few connections that read while the file changes, each used by one thread at a time. The
 * threads are the platform's: SQLite is native code and would hold the carrier of a virtual thread.
 */
final class ReadPool implements AutoCloseable {

  /** Operators are few. */
  private static final int CONNECTIONS = 2;

  private static final int MOST_WAITING = 200;

  private final ArrayBlockingQueue<Statements> idle = new ArrayBlockingQueue<>(CONNECTIONS);
  private final List<Statements> all = new ArrayList<>();
  private final ThreadPoolExecutor threads;

  ReadPool(Path file, String name) throws SQLException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Statements connection = ViewFile.openForReading(file);
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
            Thread.ofPlatform().daemon().name(name + "-read-", 0).factory());
  }

  <T> T read(LogView.Question<T> question) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(question), threads).join();
    } catch (RejectedExecutionException e) {
      throw new ViewBusyException("too many reads are under way; try again", e);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private <T> T answer(LogView.Question<T> question) {
    Statements connection = idle.remove();
    try {
      return question.ask(connection);
    } catch (SQLException e) {
      throw new IllegalStateException("the view's file cannot be read", e);
    } finally {
      endSnapshot(connection);
    }
  }

  private void endSnapshot(Statements connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException("the view's file cannot be read", e);
    } finally {
      idle.add(connection);
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
    for (Statements connection : all) {
      connection.close();
    }
  }
}
