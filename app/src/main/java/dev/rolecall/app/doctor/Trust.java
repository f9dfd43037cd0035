package dev.rolecall.app.doctor;

import dev.rolecall.service.config.ClientIdentity;
import dev.rolecall.service.tls.ClientTls;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Whom the doctor believes, and what it shows of itself.
 *
 * @param ca authorities; empty: those that Java knows, as identity providers do
 * @param identity a client certificate
 */
record Trust(Optional<Path> ca, Optional<ClientIdentity> identity) {

  static final Trust USUAL = new Trust(Optional.empty(), Optional.empty());

  SSLContext context() {
    return ClientTls.context(ca, identity);
  }
}
