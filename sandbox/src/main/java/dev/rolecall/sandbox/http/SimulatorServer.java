package dev.rolecall.sandbox.http;

import dev.rolecall.sandbox.http.JournalEntry.Fate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Serves one simulated tool over HTTP/1.1 with keep-alive: meets the faults, keeps the journal and
 * answers the operators' side. Requests are served one at a time, as they arrive.
 */
public final class SimulatorServer implements AutoCloseable {

  /**
   * Requests of the simulated APIs are some hundred bytes; a runaway client must not fill memory.
   */
  private static final int MAX_BODY = 1 << 20;

  /** Opening a local port takes milliseconds; a slow machine may need more. */
  private static final long PATIENCE_SECONDS = 20;

  private final Vertx vertx;
  private final Simulated tool;
  private final Operations operations;
  private final InstantSource clock;
  private final HttpServer server;
  private final URI url;

  private SimulatorServer(Vertx vertx, String host, int port, Simulated tool, InstantSource clock) {
    this.vertx = vertx;
    this.tool = tool;
    this.operations = new Operations(tool);
    this.clock = clock;
    HttpServerOptions options =
        new HttpServerOptions().setHttp2ClearTextEnabled(false).setTcpNoDelay(true);
    this.server = vertx.createHttpServer(options).requestHandler(this::receive);
    this.url = open(host, port);
  }

  /**
   * Starts serving.
   *
   * @param port 0 for any free one
   * @throws IllegalStateException when the port cannot be opened
   */
  public static SimulatorServer open(
      Vertx vertx, String host, int port, Simulated tool, InstantSource clock) {
    return new SimulatorServer(vertx, host, port, tool, clock);
  }

  /** Where it listens, without a trailing slash. */
  public URI url() {
    return url;
  }

  @Override
  public void close() {
    server
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private URI open(String host, int port) {
    try {
      HttpServer listening =
          server
              .listen(port, host)
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return URI.create("http://" + host + ":" + listening.actualPort());
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Port " + port + " cannot be opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while opening port " + port, e);
    }
  }

  private void receive(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    request.handler(chunk -> {
      if (body.length() + chunk.length() > MAX_BODY) {
        request.connection().close();
      } else {
        body.appendBuffer(chunk);
      }
    });
    request.endHandler(end -> serve(request, body.toString(StandardCharsets.UTF_8)));
  }

  private void serve(HttpServerRequest request, String body) {
    Call call;
    try {
      call = callOf(request, body);
    } catch (IllegalArgumentException e) {
      send(request, Answer.text(400, "Bad Request"));
      return;
    }
    if (!call.segments().isEmpty() && call.segments().getFirst().equals("_sandbox")) {
      send(request, operations.answer(call));
      return;
    }
    Faults.Decision decision = tool.faults().decide(call.method(), call.path());
    if (decision.delay().isZero()) {
      proceed(request, call, decision);
    } else {
      vertx.setTimer(
          Math.max(1, decision.delay().toMillis()), timer -> proceed(request, call, decision));
    }
  }

  private void proceed(HttpServerRequest request, Call call, Faults.Decision decision) {
    switch (decision.fault()) {
      case null -> process(request, call);
      case Fault.Delay delay -> process(request, call);
      case Fault.Respond respond -> deliver(request, call, respond.answer());
      case Fault.LoseResponse lose -> {
        Answer lost = answerOf(call);
        journal(call, lost.status(), Fate.LOST);
        request.connection().close();
      }
      case Fault.CloseBeforeChange close -> {
        journal(call, 0, Fate.REFUSED);
        request.connection().close();
      }
      case Fault.ExpireToken expire -> {
        tool.expireToken(call);
        process(request, call);
      }
    }
  }

  private void process(HttpServerRequest request, Call call) {
    deliver(request, call, answerOf(call));
  }

  private void deliver(HttpServerRequest request, Call call, Answer answer) {
    journal(call, answer.status(), Fate.ANSWERED);
    send(request, answer);
  }

  private void journal(Call call, int status, Fate fate) {
    tool.journal().add(clock.instant(), call, status, fate);
  }

  /** A defect of the simulator must fail the test that met it, not hang its client. */
  private Answer answerOf(Call call) {
    try {
      Answer answer = tool.answer(call);
      tool.journal().answered(call, answer);
      return answer;
    } catch (RuntimeException e) {
      return Answer.text(500, "The simulator has a defect: " + e.getClass().getName());
    }
  }

  private static void send(HttpServerRequest request, Answer answer) {
    var response = request.response().setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    if (answer.status() == 204) {
      response.end();
    } else {
      response.end(answer.body());
    }
  }

  private static Call callOf(HttpServerRequest request, String body) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    String path = request.path();
    String query = request.query();
    return Call.of(
        request.method().name(),
        path == null ? "/" : path,
        query == null ? "" : query,
        headers,
        body);
  }
}
