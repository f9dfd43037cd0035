package dev.rolecall.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Reply.NoAnswer;
import dev.rolecall.connectors.http.Reply.Reason;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallerTest {
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicReference<String> token = new AtomicReference<>("first");
  private HttpServer server;
  private HttpCaller caller;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/ok",
        exchange -> {
          tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body = "{\"message\":\"fine\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/ok");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext("/endless", exchange -> endless(exchange.getResponseBody(), exchange));
    server.createContext(
        "/dripping",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          await();
        });
    server.createContext(
        "/deep",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("[".repeat(10_000).getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    caller = caller(Duration.ofSeconds(20));
  }

  @AfterEach
  void close() {
    closing.countDown();
    caller.close();
    server.stop(0);
  }

  @Test
  void theTokenIsReadAnewForEachCall() {
    caller.send(Request.get("/ok"));
    token.set("second\n");
    caller.send(Request.get("/ok"));

    assertThat(tokens).containsExactly("Bearer first", "Bearer second");
  }

  @Test
  void aTokenThatCannotBeSentIsNeitherSentNorShown() {
    token.set("sec ret\u0001");

    Reply reply = caller.send(Request.post("/ok"));

    assertThat(reply).isEqualTo(new NoAnswer(Request.post("/ok").call(-1), Reason.NO_TOKEN));
    assertThat(Meaning.written(reply)).isInstanceOf(Applied.Unauthorised.class);
    assertThat(tokens).isEmpty();
  }

  @Test
  void redirectsAreNotFollowed() {
    assertThat(caller.send(Request.get("/moved")).call().status()).isEqualTo(302);
    assertThat(tokens).isEmpty();
  }

  @Test
  void anEndlessBodyIsCutOff() {
    assertThat(caller.send(Request.get("/endless")))
        .isInstanceOfSatisfying(
            NoAnswer.class, none -> assertThat(none.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void aBodyThatDripsEndsWithTheTimeout() {
    try (HttpCaller hasty = caller(Duration.ofMillis(200))) {
      assertThat(hasty.send(Request.post("/dripping")))
          .isInstanceOfSatisfying(
              NoAnswer.class, none -> assertThat(none.reason()).isEqualTo(Reason.LOST));
    }
  }

  @Test
  void jsonNestedBeyondTheLimitIsNoJson() {
    assertThat(caller.send(Request.get("/deep")))
        .isInstanceOfSatisfying(Answer.class, answer -> assertThat(answer.json()).isEmpty());
  }

  @Test
  void neitherBodyNorTokenIsShown() {
    assertThat(caller.send(Request.get("/ok")).toString()).doesNotContain("fine", "first");
  }

  private HttpCaller caller(Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new HttpCaller(
        new ToolSettings("tool", url, token::get, Map.of(), timeout), "", TokenHeader.BEARER);
  }

  private void endless(OutputStream body, HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] part = new byte[1 << 16];
    while (closing.getCount() > 0) {
      body.write(part);
    }
  }

  private void await() {
    try {
      closing.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
