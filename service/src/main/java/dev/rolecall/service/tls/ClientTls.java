package dev.rolecall.service.tls;

import dev.rolecall.service.config.ClientIdentity;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS of a command that calls a service of ours. */
public final class ClientTls {

  private ClientTls() {}

  /**
   * What Java's HTTP client takes.
   *
   * @param ca only these authorities are believed; empty: those that Java knows
   * @param identity shown when the server asks for a certificate
   * @throws TlsException when a file cannot be used
   */
  public static SSLContext context(Optional<Path> ca, Optional<ClientIdentity> identity) {
    return context(keys(identity), trust(ca));
  }

  /** What Java's HTTP client takes. */
  public static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java speaks TLS", e);
    }
  }

  /** What is shown of a client; nothing when it has no identity. */
  public static KeyManager[] keys(Optional<ClientIdentity> identity) {
    return identity
        .map(each -> {
          PemKeyCertOptions options =
              PemFiles.identity(
                  each.certificate(),
                  PemFiles.bytes(each.certificate()),
                  each.key(),
                  PemFiles.bytes(each.key()));
          return PemFiles.keyManagers(options, each.key());
        })
        .orElse(new KeyManager[0]);
  }

  /** Believes the authorities of a PEM file and nobody else; without one, as Java does. */
  public static TrustManager[] trust(Optional<Path> ca) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(ca.map(ClientTls::store).orElse(null));
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the authorities that Java knows cannot be read", e);
    }
  }

  private static KeyStore store(Path ca) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate each : PemFiles.certificates(ca, PemFiles.bytes(ca))) {
        store.setCertificateEntry("ca-" + number++, each);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a key store in memory cannot be made", e);
    }
  }
}
