package dev.rolecall.service.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS of one listener, from PEM files that may be replaced while we run.
 *
 * @param certificate the chain, the listener's own certificate first
 * @param key its private key, without a password
 * @param clientCa authorities whose client certificates are accepted
 */
public record TlsConfig(
    Path certificate, Path key, Optional<Path> clientCa, ClientCertificates clients) {

  /**
   * Whether clients have to show a certificate. It comes beside the bearer token, never instead.
   */
  public enum ClientCertificates {
    /** They are not asked for one. */
    NONE,
    /** Who shows one must have it from the authorities. */
    OPTIONAL,
    /** Without one there is no connection. */
    REQUIRED
  }
}
