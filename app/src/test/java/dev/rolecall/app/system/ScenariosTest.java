package dev.rolecall.app.system;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every folder below {@code scenarios} against a whole Rolecall of its own; those that say {@code
 * only: full} are left out. With {@code -Drolecall.scenarios=full} all of the guard's, in full
 * size.
 */
class ScenariosTest {

  private static final boolean FULL = System.getProperty("rolecall.scenarios", "").equals("full");

  @TestFactory
  List<DynamicTest> everyScenarioEndsAsItSays(@TempDir Path temporary) throws Exception {
    Path root = Path.of(requireNonNull(ScenariosTest.class.getResource("/scenarios")).toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        Scenario scenario = Scenario.read(folder, FULL ? Scenario.Size.FULL : Scenario.Size.QUICK);
        if (FULL ? !scenario.isOfTheGuard() : scenario.isOnlyFull()) {
          continue;
        }
        tests.add(
            DynamicTest.dynamicTest(
                scenario.name(), () -> play(scenario, temporary.resolve(scenario.name()))));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void play(Scenario scenario, Path folder) throws Exception {
    try (Installation installation = Installation.start(folder, scenario.given())) {
      new Play(installation).play(scenario);
    }
  }
}
