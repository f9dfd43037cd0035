package dev.rolecall.service.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Reads PEM files. What it says of a key never shows the key. */
final class PemFiles {

  /** Bundles of all public authorities take 250 kB. */
  private static final int LARGEST = 1024 * 1024;

  /** What a key signs to show that it is the certificate's. */
  private static final byte[] PROBE = "rolecall".getBytes(StandardCharsets.US_ASCII);

  private PemFiles() {}

  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new TlsException(file + " is too large for a PEM file; name the right one");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new TlsException(file + " does not exist; correct the path, or put the file there");
    } catch (IOException e) {
      throw new TlsException(
          file + " cannot be read; let the user that Rolecall runs as read it, and nobody else");
    }
  }

  /** The certificates of a file, in its order. */
  static List<X509Certificate> certificates(Path file, byte[] content) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (var each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(content))) {
        certificates.add((X509Certificate) each);
      }
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (CertificateException notCertificates) {
      // Said below, without what stands in the file: it may be a key.
    }
    throw new TlsException(
        file + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----); name the right file");
  }

  /** A certificate with its key, as Vert.x takes them. */
  static PemKeyCertOptions identity(Path certificate, byte[] chain, Path key, byte[] secret) {
    PemKeyCertOptions options =
        new PemKeyCertOptions()
            .addCertValue(Buffer.buffer(chain))
            .addKeyValue(Buffer.buffer(secret));
    if (!fits(privateKey(options, key), certificates(certificate, chain).get(0))) {
      throw new TlsException(
          "the key in "
              + key
              + " is not the one of the certificate in "
              + certificate
              + "; the certificate itself must come first, and both from the same renewal");
    }
    return options;
  }

  static KeyManager[] keyManagers(PemKeyCertOptions options, Path key) {
    try {
      // Values, not paths: nothing is read through Vert.x.
      return options.getKeyManagerFactory(null).getKeyManagers();
    } catch (Exception unreadable) {
      // Declared as anything by Vert.x; its texts may quote the file.
      throw unusable(key);
    }
  }

  private static PrivateKey privateKey(PemKeyCertOptions options, Path file) {
    for (KeyManager each : keyManagers(options, file)) {
      if (each instanceof X509KeyManager keys) {
        for (String type : List.of("RSA", "EC", "EdDSA", "Ed25519")) {
          String[] aliases = keys.getServerAliases(type, null);
          if (aliases != null && aliases.length > 0) {
            return keys.getPrivateKey(aliases[0]);
          }
        }
      }
    }
    throw unusable(file);
  }

  private static TlsException unusable(Path key) {
    return new TlsException(
        key
            + " holds no private key of the certificate's kind in PEM without a password; name the"
            + " right file, or convert it with 'openssl pkcs8 -topk8 -nocrypt'");
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate) {
    try {
      String algorithm =
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
          };
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(PROBE);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(PROBE);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
