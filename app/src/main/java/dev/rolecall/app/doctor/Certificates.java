package dev.rolecall.app.doctor;

import dev.rolecall.service.tls.ClientTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a server's certificates after a handshake was refused: says all that is wrong with them,
 * not only the first thing. Nothing is sent over these connections, least of all a token.
 */
final class Certificates {

  private static final String CHECK = "TLS";
  private static final int HTTPS = 443;

  private final URI base;
  private final Instant now;
  private final Duration patience;
  private final Trust trust;

  Certificates(URI base, Instant now, Duration patience, Trust trust) {
    this.base = base;
    this.now = now;
    this.patience = patience;
    this.trust = trust;
  }

  static int port(URI base) {
    return base.getPort() == -1 ? HTTPS : base.getPort();
  }

  /** Whether TLS is spoken there, whatever its certificates are. */
  boolean isTls() {
    return chain() != null;
  }

  /** What is wrong; empty when the handshake failed for another reason. */
  List<Result> problems() {
    X509Certificate[] chain = chain();
    if (chain == null || chain.length == 0) {
      return List.of();
    }
    List<Result> problems = new ArrayList<>();
    X509Certificate own = chain[0];
    if (now.isAfter(own.getNotAfter().toInstant())) {
      problems.add(
          new Result.Problem(
              CHECK,
              "the certificate expired at " + own.getNotAfter().toInstant(),
              "renew it, and let the proxy load it"));
    } else if (now.isBefore(own.getNotBefore().toInstant())) {
      problems.add(
          new Result.Problem(
              CHECK,
              "the certificate is valid from " + own.getNotBefore().toInstant() + " only",
              "correct the clock of this machine, or wait"));
    } else if (!isKnown(chain)) {
      problems.add(unknownIssuer(chain));
    }
    if (!isForHost()) {
      problems.add(
          new Result.Problem(
              CHECK,
              "the certificate is not for " + base.getHost() + " but for " + names(own),
              "use one of its names as the base address, or get a certificate with this one"));
    }
    return problems;
  }

  private static Result unknownIssuer(X509Certificate[] chain) {
    X509Certificate last = chain[chain.length - 1];
    boolean isSelfSigned = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
    return new Result.Problem(
        CHECK,
        isSelfSigned
            ? "the certificate was issued by nobody who is known: "
                + last.getIssuerX500Principal().getName()
            : "the certificate's chain ends at an issuer that is not sent and not known: "
                + last.getIssuerX500Principal().getName(),
        isSelfSigned
            ? "use a certificate of a public authority: identity providers in the cloud accept no"
                + " other"
            : "let the proxy send the intermediate certificates, too (the 'full chain')");
  }

  private static String names(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      return names == null
          ? certificate.getSubjectX500Principal().getName()
          : String.join(", ", names.stream().map(name -> String.valueOf(name.get(1))).toList());
    } catch (CertificateException unreadable) {
      return certificate.getSubjectX500Principal().getName();
    }
  }

  private boolean isKnown(X509Certificate[] chain) {
    try {
      for (TrustManager each : ClientTls.trust(trust.ca())) {
        if (each instanceof X509TrustManager known) {
          known.checkServerTrusted(chain, "UNKNOWN");
        }
      }
      return true;
    } catch (CertificateException unknown) {
      return false;
    }
  }

  private boolean isForHost() {
    try {
      shake(new AtomicReference<>(), true);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private X509Certificate @Nullable [] chain() {
    AtomicReference<X509Certificate @Nullable []> seen = new AtomicReference<>();
    try {
      shake(seen, false);
    } catch (IOException refused) {
      return seen.get();
    }
    return seen.get();
  }

  private void shake(AtomicReference<X509Certificate @Nullable []> seen, boolean checksName)
      throws IOException {
    int port = port(base);
    int millis = Math.toIntExact(patience.toMillis());
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(base.getHost(), port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket tls =
          (SSLSocket)
              looking(seen).getSocketFactory().createSocket(plain, base.getHost(), port, true)) {
        if (checksName) {
          SSLParameters parameters = tls.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          tls.setSSLParameters(parameters);
        }
        tls.startHandshake();
      }
    }
  }

  /** Accepts every certificate, to look at it; what it opens is closed without a word. */
  private SSLContext looking(AtomicReference<X509Certificate @Nullable []> seen) {
    return ClientTls.context(
        ClientTls.keys(trust.identity()), new TrustManager[] {new Looking(seen)});
  }

  private record Looking(AtomicReference<X509Certificate @Nullable []> seen)
      implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      seen.set(chain.clone());
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
