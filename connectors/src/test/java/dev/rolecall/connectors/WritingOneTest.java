package dev.rolecall.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in docs/connectors/writing-one.md compiles as it stands there, and works. */
class WritingOneTest {

  private static final Whom ADA =
      new Whom(
          Optional.empty(),
          List.of(new Whom.Lookup(Whom.By.LOGIN, "ada")),
          Optional.of("ada"),
          Optional.empty(),
          Optional.empty());

  @TempDir private Path folder;

  private final Map<String, String> users = new ConcurrentHashMap<>();
  private HttpServer memo;

  @BeforeEach
  void startTheTool() throws IOException {
    memo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    memo.createContext("/users", this::answer);
    memo.start();
  }

  @AfterEach
  void stopTheTool() {
    memo.stop(0);
  }

  @Test
  void theConnectorOfThePageCompilesAndWorks() throws Exception {
    ConnectorType type = compiled();

    try (Connector connector = type.open(settings())) {
      assertThat(connector.apply(ADA, new Change.CreateAccount())).isInstanceOf(Applied.Done.class);
      assertThat(connector.apply(ADA, new Change.Grant("server", "editor", Optional.empty())))
          .isInstanceOf(Applied.Done.class);
      assertThat(roles(connector)).containsExactly("editor");
      assertThat(connector.apply(ADA, new Change.Revoke("server", "reader")))
          .isInstanceOf(Applied.Conflict.class);
      assertThat(connector.apply(ADA, new Change.DeleteAccount())).isInstanceOf(Applied.Done.class);
      assertThat(connector.apply(ADA, new Change.DeleteAccount()))
          .isInstanceOf(Applied.Already.class);
      assertThat(roles(connector)).isEmpty();
    }
  }

  private static List<String> roles(Connector connector) throws ToolException {
    return connector.observe(ADA, Set.of("server")).roles().stream()
        .map(ObservedRole::role)
        .toList();
  }

  private ConnectorType compiled() throws Exception {
    String page = Files.readString(root().resolve("docs/connectors/writing-one.md"));
    int from = page.indexOf("```java\n") + "```java\n".length();
    Path source = folder.resolve("example/memo/MemoConnectorType.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, page.substring(from, page.indexOf("```", from)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int failed =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString(),
            source.toString());
    assertThat(failed).isZero();
    URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    return (ConnectorType)
        loader.loadClass("example.memo.MemoConnectorType").getDeclaredConstructor().newInstance();
  }

  /** The repository's folder: tests run in the module's. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("docs"))
        ? here
        : Objects.requireNonNull(here.getParent());
  }

  private ToolSettings settings() {
    return new ToolSettings(
        "memo",
        URI.create("http://127.0.0.1:" + memo.getAddress().getPort()),
        () -> "secret",
        Map.of(),
        Duration.ofSeconds(5),
        CallPermit.UNLIMITED,
        InstantSource.system());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String login = exchange.getRequestURI().getPath().replaceFirst("^/users/?", "");
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (exchange.getRequestMethod()) {
      case "PUT" -> users.put(login, body.replaceAll(".*\"role\":\"([a-z]+)\".*", "$1"));
      case "DELETE" -> users.remove(login);
      default -> {}
    }
    String all =
        new TreeMap<>(users)
            .entrySet().stream()
                .map(user ->
                    "{\"login\":\"%s\",\"role\":\"%s\"}".formatted(user.getKey(), user.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
    byte[] answer = all.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }
}
