package dev.rolecall.service.tls;

import dev.rolecall.service.config.TlsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a listener shows and whom it believes, read and found usable.
 *
 * @param fingerprint of all files together: another one means that something was replaced
 * @param ends when the first certificate of the chain expires
 */
record Material(
    String fingerprint,
    PemKeyCertOptions identity,
    Optional<PemTrustOptions> authorities,
    ClientAuth clients,
    Instant ends) {

  /**
   * Reads the files as they are now.
   *
   * @throws TlsException when they cannot be used at this time
   */
  static Material read(TlsConfig config, Instant now) {
    byte[] chain = PemFiles.bytes(config.certificate());
    byte[] key = PemFiles.bytes(config.key());
    List<X509Certificate> certificates = PemFiles.certificates(config.certificate(), chain);
    valid(certificates.get(0), config.certificate(), now);
    PemKeyCertOptions identity = PemFiles.identity(config.certificate(), chain, config.key(), key);
    Optional<byte[]> trusted = config.clientCa().map(PemFiles::bytes);
    trusted.ifPresent(bytes -> believable(config.clientCa().orElseThrow(), bytes, now));
    return new Material(
        fingerprint(chain, key, trusted.orElse(new byte[0])),
        identity,
        trusted.map(bytes -> new PemTrustOptions().addCertValue(Buffer.buffer(bytes))),
        switch (config.clients()) {
          case NONE -> ClientAuth.NONE;
          case OPTIONAL -> ClientAuth.REQUEST;
          case REQUIRED -> ClientAuth.REQUIRED;
        },
        certificates.stream()
            .map(each -> each.getNotAfter().toInstant())
            .min(Instant::compareTo)
            .orElseThrow());
  }

  private static void valid(X509Certificate own, Path file, Instant now) {
    Instant from = own.getNotBefore().toInstant();
    Instant until = own.getNotAfter().toInstant();
    if (now.isAfter(until)) {
      throw new TlsException(
          "the certificate in "
              + file
              + " expired at "
              + until
              + "; renew it, and replace the file");
    }
    if (now.isBefore(from)) {
      throw new TlsException(
          "the certificate in "
              + file
              + " is valid from "
              + from
              + " only; use the former one until then, or set this machine's clock");
    }
  }

  /** A bundle may hold authorities that are past; one that is not is enough. */
  private static void believable(Path file, byte[] content, Instant now) {
    if (PemFiles.certificates(file, content).stream()
        .allMatch(each -> now.isAfter(each.getNotAfter().toInstant()))) {
      throw new TlsException(
          "every authority in " + file + " has expired; put the one there that signs clients now");
    }
  }

  private static String fingerprint(byte[]... files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] each : files) {
        digest.update(MessageDigest.getInstance("SHA-256").digest(each));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "Material[until " + ends + "]";
  }
}
