package dev.rolecall.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.DirectoryConfig.DirectoryToken;
import dev.rolecall.service.config.DirectoryConfig.TokenScope;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class NewTokenTest {

  private static final Pattern SECRET = Pattern.compile("rolecall_[A-Za-z0-9_-]{43}");

  private final StringWriter out = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @Test
  void itsLineIsWhatTheConfigurationReads() {
    assertThat(run("okta-2027", "--expires", "2099-02-01", "--scopes", "read,write")).isZero();

    DirectoryToken read = asConfigured();
    assertThat(read.token().name()).isEqualTo("okta-2027");
    assertThat(read.token().expires()).hasValue(LocalDate.parse("2099-02-01"));
    assertThat(read.scopes()).containsExactlyInAnyOrder(TokenScope.READ, TokenScope.WRITE);
    Matcher secret = SECRET.matcher(out.toString());
    assertThat(secret.find()).isTrue();
    assertThat(read.token().sha256()).isEqualTo(TokenCommand.sha256(secret.group()));
  }

  @Test
  void withoutOptionsItEndsNeverAndMayDoAll() {
    assertThat(run("okta")).isZero();

    assertThat(asConfigured().token().expires()).isEmpty();
    assertThat(asConfigured().scopes()).hasSize(2);
  }

  @Test
  void aPeriodCountsFromToday() {
    assertThat(run("okta", "--expires", "P6M", "--scopes", "read")).isZero();

    assertThat(asConfigured().token().expires()).isPresent();
    assertThat(asConfigured().scopes()).containsExactly(TokenScope.READ);
  }

  @Test
  void scopesTellWhereItBelongs() {
    run("ada", "--scopes", "policy,decide");

    assertThat(out.toString()).contains("under operator.tokens:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okta --expires 2020-01-01",
        "okta --expires soon",
        "okta --expires P-1D",
        "okta --expires P999999999999Y",
        "okta --scopes write,admin",
        "okta --scopes all",
        "o/k"
      })
  void whatCannotBeMeantIsRefusedBeforeATokenIsMade(String arguments) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(out.toString()).doesNotContain("rolecall_");
    assertThat(errors.toString()).isNotBlank();
  }

  private int run(String... arguments) {
    return new CommandLine(new NewToken())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(errors, true))
        .execute(arguments);
  }

  private DirectoryToken asConfigured() {
    String line =
        out.toString().lines().filter(each -> each.contains("sha256")).findFirst().orElseThrow();
    String text = "directories: { acme: { tokens: [ " + line.replaceFirst("- ", "") + " ] } }";
    return Objects.requireNonNull(
            ConfigFile.parse("test", text, Path.of(""), Map.of()).directories().get("acme"))
        .tokens()
        .getFirst();
  }
}
