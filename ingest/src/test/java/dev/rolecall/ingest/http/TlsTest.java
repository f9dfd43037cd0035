package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rolecall.service.config.ClientIdentity;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import dev.rolecall.service.config.TlsConfig;
import dev.rolecall.service.config.TlsConfig.ClientCertificates;
import dev.rolecall.service.tls.ClientTls;
import dev.rolecall.service.tls.TlsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SCIM over TLS: who may connect at all, before any token is looked at. */
class TlsTest {

  @TempDir private Path folder;
  private Authority ours;
  private Authority others;
  private ClientIdentity server;

  @BeforeEach
  void certificates() throws Exception {
    ours = new Authority(folder, "ours");
    others = new Authority(folder, "others");
    server = ours.signed("server");
  }

  @Test
  void scimIsServedOverTlsAndLinksSayHttps() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.NONE)) {
      HttpResponse<String> config =
          get(ingest, "/scim/v2/ServiceProviderConfig", trusting(ours), RunningIngest.TOKEN);
      assertThat(config.statusCode()).isEqualTo(200);
      assertThat(config.body()).contains("\"https://127.0.0.1:" + ingest.service.port());
      assertThat(get(ingest, "/scim/v2/Users", trusting(ours), "wrong").statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aClientThatKnowsOtherAuthoritiesDoesNotConnect() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.NONE)) {
      assertThatThrownBy(() -> get(ingest, "/health/live", trusting(others), ""))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void withoutTheRequiredCertificateThereIsNoConnection() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.REQUIRED)) {
      assertThatThrownBy(() -> get(ingest, "/scim/v2/Users", trusting(ours), RunningIngest.TOKEN))
          .isInstanceOf(IOException.class);
      SSLContext stranger = showing(others.signed("stranger"));
      assertThatThrownBy(() -> get(ingest, "/scim/v2/Users", stranger, RunningIngest.TOKEN))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void theCertificateComesBesideTheTokenNeverInstead() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.REQUIRED)) {
      SSLContext okta = showing(ours.signed("okta"));
      assertThat(get(ingest, "/scim/v2/Users", okta, RunningIngest.TOKEN).statusCode())
          .isEqualTo(200);
      assertThat(get(ingest, "/scim/v2/Users", okta, "wrong").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void anOptionalCertificateMayBeMissingButNotBeAnybodys() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.OPTIONAL)) {
      assertThat(get(ingest, "/health/live", trusting(ours), "").statusCode()).isEqualTo(200);
      SSLContext stranger = showing(others.signed("stranger"));
      assertThatThrownBy(() -> get(ingest, "/health/live", stranger, ""))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void oldProtocolsAndWeakSuitesAreRefused() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.NONE)) {
      int port = ingest.service.port();
      assertThat(protocolVersionAlert(port)).isTrue();
      assertThat(shaken(port, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256")).isTrue();
      assertThat(shaken(port, "TLSv1.3", "TLS_AES_256_GCM_SHA384")).isTrue();
      assertThat(shaken(port, "TLSv1.2", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384")).isFalse();
    }
  }

  @Test
  void plainHttpIsNotAnsweredOnATlsPort() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.NONE);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.service.port())) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void replacedFilesAreUsedWithoutARestartAndBrokenOnesAreNot() throws Exception {
    try (RunningIngest ingest = running(ClientCertificates.NONE)) {
      assertThat(ingest.health.warnings())
          .hasEntrySatisfying("http.tls", text -> assertThat(text).contains("in 19 days"));
      assertThat(ingest.metrics.get("rolecall.http.certificate.expiry.days").gauge().value())
          .isEqualTo(19);
      X509Certificate before = shown(ingest.service.port());
      Files.writeString(server.certificate(), "half a file");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() ->
              assertThat(ingest.health.warnings())
                  .hasEntrySatisfying(
                      "http.tls", text -> assertThat(text).contains("what was in use stays")));
      assertThat(shown(ingest.service.port())).isEqualTo(before);
      ours.signed("server");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> !shown(ingest.service.port()).equals(before));
      assertThat(get(ingest, "/health/live", trusting(ours), "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aCertificateThatCannotBeUsedIsSaidAtTheStart() throws Exception {
    Files.copy(
        others.signed("stranger").key(),
        server.key(),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> running(ClientCertificates.NONE))
        .isInstanceOf(TlsException.class)
        .hasMessageContaining("is not the one of the certificate");
  }

  private RunningIngest running(ClientCertificates clients) throws Exception {
    Optional<Path> ca =
        clients == ClientCertificates.NONE ? Optional.empty() : Optional.of(ours.certificate());
    TlsConfig tls = new TlsConfig(server.certificate(), server.key(), ca, clients);
    return new RunningIngest(
        new HttpConfig(new Endpoint("127.0.0.1", 0, Optional.of(tls)), Optional.empty(), false),
        Profile.AUTO,
        Bounds.USUAL,
        InstantSource.system());
  }

  private static SSLContext trusting(Authority authority) {
    return ClientTls.context(Optional.of(authority.certificate()), Optional.empty());
  }

  private SSLContext showing(ClientIdentity identity) {
    X509ExtendedKeyManager keys = (X509ExtendedKeyManager) ClientTls.keys(Optional.of(identity))[0];
    return ClientTls.context(
        new KeyManager[] {new Insistent(keys)}, ClientTls.trust(Optional.of(ours.certificate())));
  }

  /** Shows its certificate also to a server that has not named its authority. */
  private static final class Insistent extends X509ExtendedKeyManager {
    private final X509ExtendedKeyManager keys;

    Insistent(X509ExtendedKeyManager keys) {
      this.keys = keys;
    }

    private String alias() {
      return keys.getClientAliases("EC", null)[0];
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return alias();
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return alias();
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {alias()};
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return keys.getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return keys.getPrivateKey(alias);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      throw new UnsupportedOperationException("a client only");
    }
  }

  private static HttpResponse<String> get(
      RunningIngest ingest, String path, SSLContext tls, String token)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(tls).build()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + ingest.service.port() + path))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private X509Certificate shown(int port) throws IOException {
    try (SSLSocket socket = socket(port)) {
      socket.startHandshake();
      return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
  }

  private boolean shaken(int port, String protocol, String suite) throws IOException {
    try (SSLSocket socket = socket(port)) {
      socket.setEnabledProtocols(new String[] {protocol});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return true;
    } catch (SSLHandshakeException refused) {
      return false;
    }
  }

  private SSLSocket socket(int port) throws IOException {
    return (SSLSocket)
        trusting(ours).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
  }

  /** A client hello of TLS 1.1 (RFC 4346 § 7.4.1.2), which Java's own client would not send. */
  private static boolean protocolVersionAlert(int port) throws IOException {
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 2 + 2 + 2];
    byte[] head = {
      22, 3, 1, 0, (byte) (hello.length - 5), 1, 0, 0, (byte) (hello.length - 9), 3, 2
    };
    System.arraycopy(head, 0, hello, 0, head.length);
    // No session; one suite, ECDHE_RSA_WITH_AES_128_CBC_SHA; no compression.
    byte[] tail = {0, 0, 2, (byte) 0xc0, 0x13, 1, 0};
    System.arraycopy(tail, 0, hello, hello.length - tail.length, tail.length);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(hello);
      byte[] answer = socket.getInputStream().readNBytes(7);
      // An alert (21), fatal (2), protocol_version (70).
      return answer.length == 7 && answer[0] == 21 && answer[5] == 2 && answer[6] == 70;
    }
  }
}
