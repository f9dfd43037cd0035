package dev.rolecall.app.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.ConfigFile;
import dev.rolecall.service.config.DirectoryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchTest {

  private static final String ONE = "1".repeat(64);
  private static final String TWO = "2".repeat(64);

  @TempDir Path folder;

  private final List<Collection<DirectoryConfig>> told = new ArrayList<>();
  private DirectoryWatch watch;

  @BeforeEach
  void start() throws IOException {
    write(acme(ONE));
    ConfigSource source = new ConfigSource(folder.resolve("rolecall.yaml"), Map.of());
    watch =
        new DirectoryWatch(
            source, ConfigFile.read(source.file(), Map.of()).directories(), told::add);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void anUnchangedFileIsNoNews() {
    lookTwice();

    assertThat(told).isEmpty();
  }

  @Test
  void aChangedTokenIsTold() throws IOException {
    write(acme(TWO));
    lookTwice();

    assertThat(told).hasSize(1);
    assertThat(hashes()).containsExactly(TWO);
  }

  @Test
  void aFileThatIsJustBeingWrittenIsNotBelieved() throws IOException {
    String whole = acme(TWO) + "  labs: { tokens: [{ name: a, sha256: '%s' }] }\n".formatted(ONE);
    write(acme(TWO));
    watch.look();
    write(whole);
    watch.look();
    assertThat(told).isEmpty();

    watch.look();
    assertThat(watch.now()).containsOnlyKeys("acme", "labs");
    assertThat(told).hasSize(1);
  }

  @Test
  void directoriesComeAndGo() throws IOException {
    write("directories: { labs: { tokens: [{ name: a, sha256: '%s' }] } }".formatted(TWO));
    lookTwice();

    assertThat(watch.now()).containsOnlyKeys("labs");
  }

  @Test
  void aBrokenFileChangesNothingAndIsWarnedOfUntilItIsMended() throws IOException {
    write(acme(TWO) + "tools: { gitlab: { url: nowhere } }\n");
    lookTwice();

    assertThat(told).isEmpty();
    assertThat(hashes()).containsExactly(ONE);
    assertThat(watch.warnings().get("configuration")).contains("tools.gitlab.url", "and 2 more");

    write(acme(TWO));
    lookTwice();
    assertThat(hashes()).containsExactly(TWO);
    assertThat(watch.warnings()).isEmpty();
  }

  @Test
  void aFileThatIsGoneForAMomentChangesNothing() throws IOException {
    Files.delete(folder.resolve("rolecall.yaml"));
    lookTwice();

    assertThat(hashes()).containsExactly(ONE);
    assertThat(watch.warnings()).containsKey("configuration");
  }

  @Test
  void aHashInAFileOfItsOwnIsReadAgain() throws IOException {
    Files.writeString(folder.resolve("hash"), TWO + "\n");
    write(acme("${file:hash}"));
    lookTwice();
    assertThat(hashes()).containsExactly(TWO);

    Files.writeString(folder.resolve("hash"), ONE);
    lookTwice();
    assertThat(hashes()).containsExactly(ONE);
  }

  @Test
  void extensionsWaitForARestartAndTheRestDoesNot() throws IOException {
    write(
        acme(TWO)
            + "    extensions: [{ urn: 'urn:acme:1.0:Person', attributes: { badge: {} } }]\n");
    lookTwice();

    assertThat(hashes()).containsExactly(TWO);
    assertThat(Objects.requireNonNull(watch.now().get("acme")).extensions()).isEmpty();
    assertThat(watch.warnings()).containsKey("extensions of acme");
  }

  private void lookTwice() {
    watch.look();
    watch.look();
  }

  private List<String> hashes() {
    return watch.now().values().stream()
        .flatMap(directory -> directory.tokens().stream())
        .map(each -> each.token().sha256())
        .toList();
  }

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve("rolecall.yaml"), text);
  }

  private static String acme(String hash) {
    return """
    directories:
      acme:
        tokens: [{ name: okta, sha256: '%s' }]
    """
        .formatted(hash);
  }
}
