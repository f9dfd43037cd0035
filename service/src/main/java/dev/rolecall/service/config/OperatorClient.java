package dev.rolecall.service.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How operators' commands reach the console.
 *
 * @param url where it is, when not at {@code operator.host} and {@code operator.port}
 * @param ca authorities that the commands believe; empty: those that Java knows
 * @param identity what they show when the console asks for a certificate
 */
public record OperatorClient(
    Optional<URI> url, Optional<Path> ca, Optional<ClientIdentity> identity) {

  /** Address as configured for the console, believed as Java believes. */
  public static final OperatorClient PLAIN =
      new OperatorClient(Optional.empty(), Optional.empty(), Optional.empty());
}
