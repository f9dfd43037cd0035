package dev.rolecall.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.service.config.ConfigFile.ConfigException;
import dev.rolecall.service.config.TlsConfig.ClientCertificates;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where certificates are, as the configuration says it. */
class TlsSectionTest {

  private static final Path FOLDER = Path.of("/etc/rolecall");

  private static final String DIRECTORY =
      "directories: { acme: { tokens: [{ name: okta, sha256: \"" + "ab".repeat(32) + "\" }] } }\n";

  @Test
  void aListenerHasItsFilesBesideTheConfiguration() {
    RolecallConfig config = read("http: { tls: { certificate: scim.pem, key: scim.key } }");
    assertThat(config.http().endpoint().tls())
        .contains(
            new TlsConfig(
                FOLDER.resolve("scim.pem"),
                FOLDER.resolve("scim.key"),
                Optional.empty(),
                ClientCertificates.NONE));
    assertThat(config.http().endpoint().scheme()).isEqualTo("https");
    assertThat(config.operator().scheme()).isEqualTo("http");
  }

  @Test
  void whoNamesAnAuthorityRequiresItsCertificates() {
    RolecallConfig config =
        read("operator: { tls: { certificate: /c, key: /k, client-ca: ca.pem } }");
    TlsConfig tls = config.operator().tls().orElseThrow();
    assertThat(tls.clients()).isEqualTo(ClientCertificates.REQUIRED);
    assertThat(tls.clientCa()).contains(FOLDER.resolve("ca.pem"));
    assertThat(tls.certificate()).isEqualTo(Path.of("/c"));
  }

  @Test
  void commandsHaveAnAddressAnAuthorityAndACertificate() {
    RolecallConfig config =
        read(
            "operator: { client: { url: \"https://console.acme.example\", ca: ca.pem, certificate:"
                + " c, key: k } }");
    assertThat(config.operatorClient())
        .isEqualTo(
            new OperatorClient(
                Optional.of(URI.create("https://console.acme.example")),
                Optional.of(FOLDER.resolve("ca.pem")),
                Optional.of(new ClientIdentity(FOLDER.resolve("c"), FOLDER.resolve("k")))));
  }

  @Test
  void whatIsMissingOrHasNoEffectIsSaid() {
    assertThat(problems("http: { tls: { clients: required } }"))
        .containsExactly(
            "http.tls.clients: needs 'client-ca': whose certificates are accepted",
            "http.tls.certificate: is missing; a PEM file with the certificate and its chain",
            "http.tls.key: is missing; a PEM file with the certificate's key");
    assertThat(problems("http: { tls: { certificate: c, key: k, client-ca: x, clients: none } }"))
        .containsExactly(
            "http.tls.client-ca: has no effect with 'clients: none'; leave one of them out");
    assertThat(problems("operator: { client: { key: k } }"))
        .containsExactly(
            "operator.client: 'certificate' and 'key' belong together; one is missing");
    assertThat(problems("http: { tls: { cert: c, certificate: c, key: k } }"))
        .containsExactly(
            "http.tls.cert: unknown key; known here: certificate, client-ca, clients, key");
  }

  private static RolecallConfig read(String yaml) {
    return ConfigFile.parse("rolecall.yaml", DIRECTORY + yaml, FOLDER, Map.of());
  }

  private static List<String> problems(String yaml) {
    ConfigException problem = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    return Objects.requireNonNull(problem).problems();
  }
}
