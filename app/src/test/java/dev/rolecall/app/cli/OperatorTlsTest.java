package dev.rolecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.rolecall.service.config.ClientIdentity;
import dev.rolecall.service.tls.ClientTls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Operators' commands believe the configured authority, and show their certificate. */
class OperatorTlsTest {

  @TempDir private Path folder = Path.of("");
  private Path ca = Path.of("");
  private Optional<ClientIdentity> identity = Optional.empty();
  private HttpsServer console;

  @BeforeEach
  void aConsoleThatRequiresCertificates() throws Exception {
    Instant now = Instant.now();
    CertificateBuilder valid =
        new CertificateBuilder()
            .ecp256()
            .notBefore(now.minus(Duration.ofDays(1)))
            .notAfter(now.plus(Duration.ofDays(1)));
    X509Bundle root =
        valid.copy().subject("CN=ca").setIsCertificateAuthority(true).buildSelfSigned();
    X509Bundle own =
        valid.copy().subject("CN=console").addSanIpAddress("127.0.0.1").buildIssuedBy(root);
    ca = Files.writeString(folder.resolve("ca.pem"), root.getCertificatePEM());
    identity =
        Optional.of(
            new ClientIdentity(
                Files.writeString(folder.resolve("own.pem"), own.getCertificatePEM()),
                Files.writeString(folder.resolve("own.key"), own.getPrivateKeyPEM())));
    console = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    console.setHttpsConfigurator(requiring(ClientTls.context(Optional.of(ca), identity)));
    console.createContext(
        "/api/v1/audit",
        exchange -> {
          byte[] answer = "{\"entries\":[]}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    console.start();
  }

  private static HttpsConfigurator requiring(SSLContext context) {
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters required = getSSLContext().getDefaultSSLParameters();
        required.setNeedClientAuth(true);
        parameters.setSSLParameters(required);
      }
    };
  }

  @AfterEach
  void stop() {
    console.stop(0);
  }

  @Test
  void withTheAuthorityAndACertificateTheConsoleAnswers() throws Exception {
    assertThat(audit(Optional.of(ca), identity)).contains("\"entries\"");
  }

  @Test
  void whatIsMissingForATrustedConnectionIsSaid() throws Exception {
    assertThat(audit(Optional.empty(), identity)).contains("operator.client.ca");
    assertThat(audit(Optional.of(ca), Optional.empty())).doesNotContain("\"entries\"");
  }

  private String audit(Optional<Path> trusted, Optional<ClientIdentity> shown) throws Exception {
    Path data = folder.resolve("data");
    URI url = URI.create("https://127.0.0.1:" + console.getAddress().getPort());
    new Instance(url, "token", trusted, shown).write(data);
    Path config =
        Files.writeString(
            folder.resolve("rolecall.yaml"),
            "data: data\ndirectories: { acme: { tokens: [ { name: idp, sha256: \""
                + "ab".repeat(32)
                + "\" } ] } }\n");
    StringWriter said = new StringWriter();
    new CommandLine(new AuditCommand())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(said))
        .setExecutionExceptionHandler((problem, command, parsed) -> {
          said.append(problem.getMessage());
          return 1;
        })
        .execute("--json", "--config", config.toString());
    return said.toString();
  }
}
