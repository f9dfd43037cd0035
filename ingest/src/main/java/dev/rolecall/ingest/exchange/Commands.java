package dev.rolecall.ingest.exchange;

import java.util.concurrent.CompletableFuture;

/** Where an intent becomes a command of its directory, and a decision comes back. */
@FunctionalInterface
public interface Commands {

  /**
   * Sends a command. Never blocks and never fails: everything that can happen is an {@link Answer}.
   * The future is completed on a thread of the exchange, which must not be held up.
   */
  CompletableFuture<Answer> ask(Question question);
}
