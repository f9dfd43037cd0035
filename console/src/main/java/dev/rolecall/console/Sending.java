package dev.rolecall.console;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file part by part, no faster than it is taken: one part is in memory. Once the first part
 * is out nothing can be refused any more; the connection is cut then, so that nobody takes half a
 * file for all of it.
 */
final class Sending {

  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  /** Whoever takes a part for longer has gone. */
  private static final long LONGEST_PART_SECONDS = 30;

  private final RoutingContext context;
  private final Context eventLoop;
  private final Download file;
  private boolean begun;

  private Sending(RoutingContext context, Context eventLoop, Download file) {
    this.context = context;
    this.eventLoop = eventLoop;
    this.file = file;
  }

  static void send(
      RoutingContext context, Context eventLoop, Download.Source source, Request request) {
    try {
      new Sending(context, eventLoop, source.answer(request)).all();
    } catch (Refused refused) {
      refuse(context, eventLoop, refused.status(), refused.getMessage());
    } catch (RuntimeException e) {
      // The edge: a bug or a view that cannot be read must not leave an operator without an answer.
      LOG.atError().setCause(e).log("A file could not be made");
      refuse(
          context, eventLoop, 500, "this could not be answered; the log of the console says why");
    }
  }

  private static void refuse(
      RoutingContext context, Context eventLoop, int status, @Nullable String why) {
    eventLoop.runOnContext(now -> Answers.refuse(context, status, why));
  }

  private void all() {
    try {
      file.content().write(this::part);
      eventLoop.runOnContext(now -> {
        if (!context.response().closed()) {
          context.response().end();
        }
      });
    } catch (RuntimeException e) {
      if (!begun) {
        throw e;
      }
      LOG.atWarn().setCause(e).log("A file was cut off while it was sent");
      eventLoop.runOnContext(now -> context.request().connection().close());
    }
  }

  private void part(String text) {
    CompletableFuture<Void> written = new CompletableFuture<>();
    boolean first = !begun;
    begun = true;
    eventLoop.runOnContext(now -> {
      HttpServerResponse response = context.response();
      if (first) {
        response
            .setChunked(true)
            .putHeader("Content-Type", file.type())
            .putHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"")
            .putHeader("X-Content-Type-Options", "nosniff")
            .putHeader("Cache-Control", "no-store");
      }
      response
          .write(Buffer.buffer(text))
          .onSuccess(written::complete)
          .onFailure(written::completeExceptionally);
    });
    written.orTimeout(LONGEST_PART_SECONDS, TimeUnit.SECONDS).join();
  }
}
