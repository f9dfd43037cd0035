package dev.rolecall.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The policies that the demo uses are right by their own tests. */
class ExampleOrganisationTest {
  private static final Path FOLDER = Path.of("..", "policies");

  static List<PolicyFile> files() throws IOException {
    List<PolicyFile> files = new ArrayList<>();
    try (Stream<Path> paths = Files.list(FOLDER)) {
      for (Path path : paths.sorted().toList()) {
        files.add(new PolicyFile(path.getFileName().toString(), Files.readString(path)));
      }
    }
    return files;
  }

  @Test
  void theyLoadWithoutAWarning() throws IOException {
    assertThat(Policies.load(files(), Acme.TOOLS))
        .isInstanceOfSatisfying(
            Loaded.Usable.class, usable -> assertThat(usable.warnings()).isEmpty());
  }

  @Test
  void theirTestsPass() throws IOException {
    Policy policy = Acme.usable(Acme.TOOLS, files().toArray(PolicyFile[]::new));
    assertThat(PolicyTests.run(policy)).hasSize(13).allMatch(TestResult::passed);
  }

  @Test
  void bothToolsAreEnforced() throws IOException {
    Policy policy = Acme.usable(Acme.TOOLS, files().toArray(PolicyFile[]::new));
    assertThat(policy.control().values())
        .extracting(ToolControl::mode)
        .containsExactly(Mode.ENFORCE, Mode.ENFORCE);
    assertThat(policy.control().get("drone"))
        .isEqualTo(new ToolControl(Mode.ENFORCE, List.of("server"), List.of("drone-admin")));
  }
}
