package dev.rolecall.views.log;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets all who wait at the same time share one call: at most one is under way. Who arrives after it
 * was sent shares the next, because an answer to an earlier question may be too old.
 */
final class SharedCall<T> {

  private final Supplier<CompletionStage<T>> call;
  private boolean underWay;
  private @Nullable CompletableFuture<T> next;

  SharedCall(Supplier<CompletionStage<T>> call) {
    this.call = call;
  }

  /** The result of a call that is sent after this method was entered. */
  CompletableFuture<T> join() {
    CompletableFuture<T> mine;
    synchronized (this) {
      if (next == null) {
        next = new CompletableFuture<>();
      }
      mine = next;
      if (underWay) {
        return mine;
      }
      underWay = true;
      next = null;
    }
    send(mine);
    return mine;
  }

  private void send(CompletableFuture<T> waiters) {
    CompletionStage<T> answer;
    try {
      answer = call.get();
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedStage(e);
    }
    var unused =
        answer.whenComplete((result, failure) -> {
          // The next call starts first: a waiter's own work must not delay it.
          sendNext();
          if (failure != null) {
            waiters.completeExceptionally(failure);
          } else {
            waiters.complete(result);
          }
        });
  }

  private void sendNext() {
    CompletableFuture<T> waiters;
    synchronized (this) {
      if (next == null) {
        underWay = false;
        return;
      }
      waiters = next;
      next = null;
    }
    send(waiters);
  }
}
