package dev.rolecall.app.doctor;

import static dev.rolecall.app.doctor.ExaminationTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with certificates, and with the word before the colon. */
class TlsTest {

  private static final String PASSWORD = "password";

  @TempDir private Path folder;

  @Test
  void anExpiredCertificateIsSaid() throws Exception {
    try (Service service = Service.withTls(keys("localhost", "-30d", "10"), PASSWORD)) {
      List<Result> results = examine(service.base());
      assertProblem(results, "TLS", "the certificate expired at ", "renew it");
      assertThat(service.requests).isEmpty();
    }
  }

  @Test
  void aCertificateOfNobodyKnownAndForAnotherNameIsSaidAtOnce() throws Exception {
    try (Service service = Service.withTls(keys("other.example", "-1d", "10"), PASSWORD)) {
      List<Result> results = examine(service.base());
      assertProblem(results, "TLS", "issued by nobody who is known", "public authority");
      assertProblem(results, "TLS", "not for localhost but for other.example", "use one of its");
      URI plain = URI.create(service.base().toString().replace("https", "http"));
      assertProblem(examine(plain), "TLS", "https is spoken there", "use " + service.base());
    }
  }

  @Test
  void plainHttpBehindAnHttpsAddressIsSaid() {
    try (Service service = Service.start()) {
      URI encrypted = URI.create(service.base().toString().replace("http", "https"));
      assertProblem(
          examine(encrypted, Duration.ofMillis(500)),
          "TLS",
          "plain http is spoken there",
          "configure http.tls");
    }
  }

  private static List<Result> examine(URI base) {
    return examine(base, Duration.ofSeconds(5));
  }

  private static List<Result> examine(URI base, Duration patience) {
    return new Examination(
            base,
            new BearerToken(Service.TOKEN),
            InstantSource.system(),
            UUID::randomUUID,
            patience,
            Trust.USUAL)
        .run(false);
  }

  private Path keys(String host, String since, String days)
      throws IOException, InterruptedException {
    Path file = folder.resolve(host + since + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-startdate",
                since,
                "-validity",
                days,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    return file;
  }
}
