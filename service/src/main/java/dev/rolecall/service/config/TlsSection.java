package dev.rolecall.service.config;

import dev.rolecall.service.config.TlsConfig.ClientCertificates;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where certificates are: {@code http.tls}, {@code operator.tls} and {@code operator.client}. What
 * is in the files is looked at by who uses them, and by {@code config check}.
 */
final class TlsSection {

  private final Path folder;

  TlsSection(Path folder) {
    this.folder = folder;
  }

  /** Of a listener; empty: plain HTTP. */
  Optional<TlsConfig> listener(ConfigNode node) {
    if (node.absent()) {
      return Optional.empty();
    }
    node.only(Set.of("certificate", "key", "client-ca", "clients"));
    ConfigNode authorities = node.at("client-ca");
    ConfigNode clients = node.at("clients");
    ClientCertificates wanted =
        clients.choice(
            ClientCertificates.class,
            authorities.absent() ? ClientCertificates.NONE : ClientCertificates.REQUIRED);
    if (wanted != ClientCertificates.NONE && authorities.absent()) {
      clients.problem("needs 'client-ca': whose certificates are accepted");
    }
    if (wanted == ClientCertificates.NONE && !authorities.absent()) {
      authorities.problem("has no effect with 'clients: none'; leave one of them out");
    }
    return Optional.of(
        new TlsConfig(
            file(node.at("certificate"), "a PEM file with the certificate and its chain"),
            file(node.at("key"), "a PEM file with the certificate's key"),
            optional(authorities),
            wanted));
  }

  /** Of the commands that talk to the console. */
  OperatorClient client(ConfigNode node) {
    node.only(Set.of("url", "ca", "certificate", "key"));
    ConfigNode url = node.at("url");
    Optional<Path> certificate = optional(node.at("certificate"));
    Optional<Path> key = optional(node.at("key"));
    if (certificate.isPresent() != key.isPresent()) {
      node.problem("'certificate' and 'key' belong together; one is missing");
    }
    return new OperatorClient(
        url.absent() ? Optional.empty() : Optional.of(Addresses.url(url, url.text().orElse(""))),
        optional(node.at("ca")),
        certificate.flatMap(shown -> key.map(secret -> new ClientIdentity(shown, secret))));
  }

  private Path file(ConfigNode node, String remedy) {
    node.required(remedy);
    return node.file(folder, ".");
  }

  private Optional<Path> optional(ConfigNode node) {
    return node.absent() ? Optional.empty() : Optional.of(node.file(folder, "."));
  }
}
