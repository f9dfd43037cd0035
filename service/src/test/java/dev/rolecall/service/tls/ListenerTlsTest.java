package dev.rolecall.service.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.TlsConfig;
import dev.rolecall.service.config.TlsConfig.ClientCertificates;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of certificates before they are used. */
class ListenerTlsTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  @Test
  void aCertificateWithItsKeyIsUsable() throws Exception {
    assertThat(ListenerTls.problem(files(ending(Duration.ofDays(90))), NOW)).isEmpty();
    assertThat(ListenerTls.problem(files(rsa()), NOW)).isEmpty();
  }

  @Test
  void anExpiredCertificateIsSaidWithItsEnd() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(-1)));
    assertThat(ListenerTls.problem(config, NOW))
        .hasValueSatisfying(text ->
            assertThat(text).contains("expired at 2026-11-21T12:00:00Z").contains("renew it"));
  }

  @Test
  void aCertificateOfTheFutureIsSaid() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(90)));
    assertThat(ListenerTls.problem(config, NOW.minus(Duration.ofDays(60))))
        .hasValueSatisfying(text -> assertThat(text).contains("is valid from"));
  }

  @Test
  void aKeyOfAnotherCertificateIsSaid() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(90)));
    Files.writeString(config.key(), ending(Duration.ofDays(90)).getPrivateKeyPEM());
    assertThat(ListenerTls.problem(config, NOW))
        .hasValueSatisfying(text ->
            assertThat(text).contains("is not the one of the certificate").contains("key.pem"));
    Files.writeString(config.key(), rsa().getPrivateKeyPEM());
    assertThat(ListenerTls.problem(config, NOW))
        .hasValueSatisfying(
            text -> assertThat(text).contains("no private key of the certificate's"));
  }

  @Test
  void whatIsNoKeyIsSaidWithoutItsContent() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(90)));
    for (String content :
        new String[] {
          "hunter2",
          "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----\n",
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\naGVsbG8=\n-----END ENCRYPTED PRIVATE KEY-----\n"
        }) {
      Files.writeString(config.key(), content);
      assertThat(ListenerTls.problem(config, NOW))
          .hasValueSatisfying(
              text -> assertThat(text).contains("openssl pkcs8").doesNotContain("hunter2"));
    }
  }

  @Test
  void filesThatAreNotThereOrNoCertificatesAreSaid() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(90)));
    Files.writeString(config.certificate(), "hello");
    assertThat(ListenerTls.problem(config, NOW))
        .hasValueSatisfying(text -> assertThat(text).contains("holds no certificate"));
    Files.delete(config.certificate());
    assertThat(ListenerTls.problem(config, NOW))
        .hasValueSatisfying(text -> assertThat(text).contains("does not exist"));
  }

  @Test
  void authoritiesThatHaveAllExpiredAreSaid() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(90)));
    Path past = folder.resolve("past.pem");
    Files.writeString(past, ending(Duration.ofDays(-1)).getCertificatePEM());
    TlsConfig mutual =
        new TlsConfig(
            config.certificate(), config.key(), Optional.of(past), ClientCertificates.REQUIRED);
    assertThat(ListenerTls.problem(mutual, NOW))
        .hasValueSatisfying(text -> assertThat(text).contains("every authority"));
  }

  @Test
  void warningsBecomeMoreUrgentAtThirtySevenAndOneDay() throws Exception {
    TlsConfig config = files(ending(Duration.ofDays(90)));
    assertThat(left(config, Duration.ofDays(31))).isEmpty();
    assertThat(left(config, Duration.ofDays(30))).hasValueSatisfying(says("in 30 days: see that"));
    assertThat(left(config, Duration.ofDays(7))).hasValueSatisfying(says("what should renew it"));
    assertThat(left(config, Duration.ofHours(23))).hasValueSatisfying(says("in 23 hours: renew"));
  }

  private static java.util.function.Consumer<String> says(String part) {
    return text -> assertThat(text).contains(part);
  }

  private static Optional<String> left(TlsConfig config, Duration left) {
    return ListenerTls.warning(config, NOW.plus(Duration.ofDays(90)).minus(left));
  }

  private static X509Bundle ending(Duration left) throws Exception {
    return builder(left).ecp256().buildSelfSigned();
  }

  private static X509Bundle rsa() throws Exception {
    return builder(Duration.ofDays(90)).rsa2048().buildSelfSigned();
  }

  private static CertificateBuilder builder(Duration left) {
    return new CertificateBuilder()
        .subject("CN=localhost")
        .setIsCertificateAuthority(true)
        .notBefore(NOW.minus(Duration.ofDays(30)))
        .notAfter(NOW.plus(left));
  }

  private TlsConfig files(X509Bundle bundle) throws IOException {
    Path certificate = folder.resolve("certificate.pem");
    Path key = folder.resolve("key.pem");
    Files.writeString(certificate, bundle.getCertificatePathPEM());
    Files.writeString(key, bundle.getPrivateKeyPEM());
    return new TlsConfig(certificate, key, Optional.empty(), ClientCertificates.NONE);
  }
}
