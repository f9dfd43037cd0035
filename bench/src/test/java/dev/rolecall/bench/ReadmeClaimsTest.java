package dev.rolecall.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the README's table "Check our claims", word for word, in the checkout. */
class ReadmeClaimsTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** The README's seconds are for a quiet machine. */
  private static final int SLACK = 3;

  private static final int FEWEST = 8;

  @TempDir Path home;

  private record Claim(String what, String command, String expected, int seconds) {}

  private static List<Claim> claims() throws IOException {
    String readme = Files.readString(CHECKOUT.resolve("README.md"));
    String section = readme.substring(readme.indexOf("## Check our claims"));
    int end = section.indexOf("\n## ", 1);
    List<Claim> claims = new ArrayList<>();
    for (String line : (end < 0 ? section : section.substring(0, end)).lines().toList()) {
      // A pipe inside a command is written \| in a Markdown table.
      String[] cells = line.replace("\\|", "\u0000").split("\\|", -1);
      if (cells.length >= 5 && cells[2].contains("`")) {
        claims.add(
            new Claim(
                cells[1].strip(),
                unquoted(cells[2]),
                unquoted(cells[3]),
                Integer.parseInt(cells[4].strip())));
      }
    }
    return claims;
  }

  private static String unquoted(String cell) {
    return cell.strip().replaceAll("^`+|`+$", "").strip().replace('\u0000', '|');
  }

  @Test
  void theReadmeMakesClaimsThatCanBeChecked() throws IOException {
    assertThat(claims()).hasSizeGreaterThanOrEqualTo(FEWEST);
  }

  @TestFactory
  Stream<DynamicTest> everyClaimOfTheReadmeIsTrue() throws IOException {
    return claims().stream()
        .map(claim -> DynamicTest.dynamicTest(claim.what(), () -> check(claim)));
  }

  private void check(Claim claim) throws IOException, InterruptedException {
    Path output = Files.createTempFile(home, "claim", ".txt");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-c", claim.command())
            .directory(CHECKOUT.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Process process = shell.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor((long) claim.seconds() * SLACK, TimeUnit.SECONDS);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    assertThat(Files.readString(output, StandardCharsets.UTF_8))
        .as("output of: " + claim.command())
        .contains(claim.expected());
    assertThat(ended).as("ended in time: " + claim.command()).isTrue();
  }
}
