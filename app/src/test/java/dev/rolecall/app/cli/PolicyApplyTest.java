package dev.rolecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyApplyTest {

  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();

  @Test
  void aPolicyThatIsHeldIsSaidWithWhatToDo() throws IOException {
    assertThat(
            applied(
                """
                {"digest": "abc", "changed": false, "warnings": [], "hold": "policy.3f9c2a1b",
                 "detail": "would revoke or lower 143 of 610 roles in gitlab; one bundle may take 25 %",
                 "remedy": "split the change"}
                """))
        .isEqualTo(3);
    assertThat(out.toString())
        .isEqualToNormalizingNewlines(
            """
            held as policy.3f9c2a1b: would revoke or lower 143 of 610 roles in gitlab; one bundle may take 25 %
            the old policy stays in force; split the change
            look:    rolecall holds show policy.3f9c2a1b
            release: rolecall holds release policy.3f9c2a1b
            """);
  }

  @Test
  void aPolicyThatIsInForceIsSaidSo() throws IOException {
    assertThat(applied("{\"digest\": \"abcdef0123456789\", \"changed\": true, \"warnings\": []}"))
        .isZero();
    assertThat(out.toString()).startsWith("published ");
  }

  private int applied(String answer) throws IOException {
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    HttpServer console =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    console.createContext(
        "/api/v1/policy",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    console.start();
    try {
      Path policies = Files.createDirectories(folder.resolve("policies"));
      Files.writeString(policies.resolve("a.yaml"), "version: 1\npolicy: a\nrules: []\n");
      Path data = Files.createDirectories(folder.resolve("data"));
      Files.writeString(
          data.resolve("operator.json"),
          "{\"url\": \"http://127.0.0.1:%d\", \"token\": \"t\"}"
              .formatted(console.getAddress().getPort()));
      Path config =
          Files.writeString(
              folder.resolve("rolecall.yaml"),
              """
              data: "%s"
              directories: { acme: { tokens: [ { name: okta, sha256: "%s" } ] } }
              """
                  .formatted(data, "0".repeat(64)));
      CommandLine apply = new CommandLine(new PolicyApply());
      apply.setOut(new PrintWriter(out));
      return apply.execute(policies.toString(), "--config", config.toString());
    } finally {
      console.stop(0);
    }
  }
}
