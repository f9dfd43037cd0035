package dev.rolecall.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.rolecall.image.LaidOut.Ended;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image's folder as its build lays it out, on this machine's JVM. */
class LayoutTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Left of the arrow who needs something, right of it what is not there. */
  private static final Pattern MISSING =
      Pattern.compile("^\\s+(dev\\.rolecall\\S+)\\s+->\\s+(\\S+)\\s+not found", Pattern.MULTILINE);

  @TempDir private static Path home = Path.of("");
  @TempDir private Path folder = Path.of("");

  private static LaidOut image = new LaidOut(home);

  @BeforeAll
  static void layOut() throws IOException, InterruptedException {
    image = LaidOut.in(home);
  }

  @Test
  void kafkasBrokerIsLeftOutAndNothingIsThereThatACheckoutDoesNotHave() throws IOException {
    Set<String> names = names(image.libraries());
    assertThat(names)
        .noneMatch(name -> name.startsWith("kafka_") || name.startsWith("kafka-server"))
        .noneMatch(name -> name.startsWith("kafka-metadata") || name.startsWith("scala-"))
        .anyMatch(name -> name.startsWith("kafka-clients"))
        .anyMatch(name -> name.startsWith("kafka-streams"));
    try (Stream<Path> all = Files.list(LaidOut.CHECKOUT.resolve("app/target/lib"))) {
      assertThat(names(all.toList())).containsAll(names).hasSizeGreaterThan(names.size() + 15);
    }
  }

  @Test
  void onlyTheEmbeddedBrokerMissesAnything() throws IOException {
    StringWriter out = new StringWriter();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--missing-deps", "--multi-release", "21", "--class-path"));
    arguments.add(image.libraries().stream().map(Path::toString).collect(Collectors.joining(":")));
    image.libraries().stream()
        .filter(each -> each.getFileName().toString().startsWith("rolecall-"))
        .forEach(each -> arguments.add(each.toString()));
    arguments.add(home.resolve("rolecall-app.jar").toString());
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(new PrintWriter(out), new PrintWriter(out), arguments.toArray(String[]::new));
    assertThat(MISSING.matcher(out.toString()).results().map(each -> each.group(1)))
        .as(out.toString())
        .isNotEmpty()
        .allMatch(each -> each.startsWith("dev.rolecall.app.EmbeddedBroker"));
  }

  @Test
  void aCommandRunsAndAToolStarts() throws IOException, InterruptedException {
    Ended help = image.rolecall(folder, "connector", "--help");
    assertThat(help.code()).as(help.said()).isZero();
    assertThat(help.said()).contains("Usage: rolecall connector").doesNotContain("WARNING");
    Path log = folder.resolve("sandbox.log");
    Process sandbox = image.start(folder, log, "sandbox", "drone", "--port", "0");
    try {
      await().atMost(PATIENCE).until(() -> Files.readString(log).contains("ready"));
      int port = port(Files.readString(log));
      assertThat(image.healthy(port, "/_sandbox/state").code()).isZero();
    } finally {
      sandbox.destroy();
      assertThat(sandbox.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void whatNeedsABrokerOfItsOwnSaysThatThereIsNone() throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("rolecall.yaml"),
        "directories: { a: { tokens: [ { name: t, sha256: '" + "0".repeat(64) + "' } ] } }\n");
    for (String command : List.of("up", "demo")) {
      Ended ended = image.rolecall(folder, command);
      assertThat(ended.code()).as(ended.said()).isEqualTo(2);
      assertThat(ended.said())
          .contains("there is no Kafka broker in this installation", "kafka.bootstrap.servers")
          .doesNotContain("NoClassDefFoundError");
    }
  }

  @Test
  void whoeverAnswers200IsHealthy() throws IOException, InterruptedException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/health/ready", exchange -> answer(exchange, 200));
    server.createContext("/health/starting", exchange -> answer(exchange, 503));
    server.start();
    int port = server.getAddress().getPort();
    try {
      assertThat(image.healthy(port, "/health/ready").code()).isZero();
      assertThat(image.healthy(port, "/health/starting").code()).isEqualTo(1);
      assertThat(image.healthy(port, "/nowhere").code()).isEqualTo(1);
    } finally {
      server.stop(0);
    }
    assertThat(image.healthy(port, "/health/ready").code()).isEqualTo(1);
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status)
      throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static int port(String said) {
    var matcher = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)").matcher(said);
    assertThat(matcher.find()).as(said).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private static Set<String> names(List<Path> files) {
    return files.stream().map(each -> each.getFileName().toString()).collect(Collectors.toSet());
  }
}
