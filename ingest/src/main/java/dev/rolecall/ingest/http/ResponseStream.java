package dev.rolecall.ingest.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The body of a response, written by a virtual thread. What fits one part is sent with its length;
 * more is sent in parts, of which the next is made when the one before has been taken: a client
 * that reads slowly makes the writer wait, not the memory grow.
 */
final class ResponseStream extends OutputStream {

  /**
   * One part is on its way at a time; this many bytes keep the hops between threads rare. What
   * comes in one piece is not cut.
   */
  private static final int PART_BYTES = 64 * 1024;

  /** A client that takes no part for so long is as good as gone. */
  private static final Duration LONGEST_PART = Duration.ofSeconds(30);

  /** The client does not read on. */
  static final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGoneException(Throwable cause) {
      super("the client is gone", cause);
    }
  }

  private final Context context;
  private final HttpServerResponse response;
  private final Runnable head;
  private Buffer part = Buffer.buffer();
  private boolean hasBegun;

  /**
   * Nothing is sent yet.
   *
   * @param head sets status and headers; run on the event loop
   */
  ResponseStream(Context context, HttpServerResponse response, Runnable head) {
    this.context = context;
    this.response = response;
    this.head = head;
  }

  /** Whether the client may have seen something. */
  boolean hasBegun() {
    return hasBegun;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (part.length() + count > PART_BYTES && part.length() > 0) {
      sendPart();
    }
    part.appendBytes(bytes, offset, count);
  }

  /** The body is whole. Closing says nothing of that: it also follows failures. */
  void finish() throws IOException {
    Buffer last = taken();
    await(() -> {
      if (!hasBegun) {
        head.run();
      }
      return response.end(last);
    });
    hasBegun = true;
  }

  /** The client must not take what it has for the whole. */
  void abandon() {
    try {
      context.runOnContext(ignored -> {
        if (!response.ended()) {
          var unused = response.reset();
        }
      });
    } catch (RejectedExecutionException stopped) {
      // The service has stopped, and its connections with it.
    }
  }

  private void sendPart() throws IOException {
    Buffer next = taken();
    boolean isFirst = !hasBegun;
    hasBegun = true;
    await(() -> {
      if (isFirst) {
        head.run();
        response.setChunked(true);
      }
      return response.write(next);
    });
  }

  private Buffer taken() {
    Buffer full = part;
    part = Buffer.buffer();
    return full;
  }

  private void await(Supplier<Future<Void>> send) throws IOException {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      context.runOnContext(ignored -> {
        if (response.closed() || response.ended()) {
          sent.completeExceptionally(new IOException("the connection is closed"));
        } else {
          send.get().onSuccess(sent::complete).onFailure(sent::completeExceptionally);
        }
      });
    } catch (RejectedExecutionException stopped) {
      throw new ClientGoneException(stopped);
    }
    try {
      sent.get(LONGEST_PART.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new ClientGoneException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException(e);
    }
  }
}
