package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WireTest {

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/echo", exchange -> answer(exchange, true));
    server.createContext("/chunks", exchange -> answer(exchange, false));
    server.createContext(
        "/nothing",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, boolean isLengthKnown) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, isLengthKnown ? body.length : 0);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Test
  void oneConnectionCarriesOneAnswerAfterTheOther() throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    String text = "ä".repeat(30_000);
    try (Wire wire = Wire.to(uri)) {
      assertThat(wire.send("POST", "/echo", "t", "text/plain", text).body()).isEqualTo(text);
      assertThat(wire.send("PATCH", "/nothing", "t", "text/plain", "x").status()).isEqualTo(204);
      assertThat(wire.send("POST", "/chunks", "t", "text/plain", text).body()).isEqualTo(text);
      assertThat(wire.send("GET", "/echo", "t", "text/plain", "").body()).isEmpty();
    }
  }
}
