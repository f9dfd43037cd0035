package dev.rolecall.views.log;

import java.nio.file.Path;
import java.sql.SQLException;
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
 * A few connections that read while the file changes, each used by one thread at a time. The
 * threads are the platform's: SQLite is native code and would hold the carrier of a virtual thread.
 */
final class ReadPool implements AutoCloseable {

  private final ArrayBlockingQueue<Statements> idle;
  private final List<Statements> all = new ArrayList<>();
  private final Semaphore scans;
  private final ThreadPoolExecutor threads;

  ReadPool(Path file, String name, ReadLimits limits) throws SQLException {
    this.idle = new ArrayBlockingQueue<>(limits.connections());
    this.scans = new Semaphore(limits.scans());
    for (int i = 0; i < limits.connections(); i++) {
      Statements connection = ViewFile.openForReading(file);
      all.add(connection);
      idle.add(connection);
    }
    this.threads =
        new ThreadPoolExecutor(
            limits.connections(),
            limits.connections(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(limits.mostWaiting()),
            Thread.ofPlatform().daemon().name(name + "-read-", 0).factory());
  }

  <T> T read(LogView.Question<T> question) {
    try {
      return CompletableFuture.supplyAsync(() -> answer(question), threads).join();
    } catch (RejectedExecutionException e) {
      throw new ViewBusyException("too many reads are under way; try again");
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** A read that may look at everything there is. */
  <T> T scan(LogView.Question<T> question) {
    if (!scans.tryAcquire()) {
      throw new ViewBusyException("too many searches without an index are under way");
    }
    try {
      return read(question);
    } finally {
      scans.release();
    }
  }

  private <T> T answer(LogView.Question<T> question) {
    Statements connection = idle.remove();
    try {
      return question.ask(connection);
    } catch (SQLException e) {
      throw Statements.failed(e);
    } finally {
      endSnapshot(connection);
    }
  }

  private void endSnapshot(Statements connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw Statements.failed(e);
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
