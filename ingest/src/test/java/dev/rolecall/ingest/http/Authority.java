package dev.rolecall.ingest.http;

import dev.rolecall.service.config.ClientIdentity;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Signs certificates of a test. */
final class Authority {

  private final X509Bundle root;
  private final Path folder;
  private final Path certificate;

  Authority(Path folder, String name) throws Exception {
    this.folder = folder;
    this.root = valid(name).setIsCertificateAuthority(true).buildSelfSigned();
    this.certificate = folder.resolve(name + ".ca.pem");
    Files.writeString(certificate, root.getCertificatePEM());
  }

  /** Where its own certificate is. */
  Path certificate() {
    return certificate;
  }

  /** A certificate for this machine, with its key, in files of this name. */
  ClientIdentity signed(String name) throws Exception {
    X509Bundle bundle =
        valid(name).addSanDnsName("localhost").addSanIpAddress("127.0.0.1").buildIssuedBy(root);
    ClientIdentity files =
        new ClientIdentity(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    Files.writeString(files.key(), bundle.getPrivateKeyPEM());
    Files.writeString(files.certificate(), bundle.getCertificatePEM());
    return files;
  }

  private static CertificateBuilder valid(String name) {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .subject("CN=" + name)
        .ecp256()
        .notBefore(now.minus(Duration.ofDays(1)))
        .notAfter(now.plus(Duration.ofDays(20)));
  }
}
