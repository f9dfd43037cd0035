package dev.rolecall.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of a checkout, with a Java and a Maven that only say what they are asked. */
class LauncherTest {

  private static final Path LAUNCHER = Path.of("..", "rolecall");

  @TempDir Path folder;

  @BeforeEach
  void aFreshCheckout() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    Files.copy(LAUNCHER, home.resolve("rolecall"));
    for (String module : List.of("app", "bench")) {
      Files.createDirectories(home.resolve(module).resolve("src/main"));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
    Files.createFile(home.resolve("pom.xml"));
    Path jdk = Files.createDirectories(folder.resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    script("jdk/bin/javac", "exit 0");
    script("jdk/bin/java", "echo \"java $*\"");
    script(
        "path/mvn",
        """
        echo "mvn $*" >> "$ASKED"
        for module in app bench; do mkdir -p "$module/target"; done
        touch app/target/rolecall-app.jar
        """);
  }

  @Test
  void theFirstBenchOfACheckoutBuildsItAndRunsIt() throws Exception {
    assertThat(run("bench", "read")).endsWith("dev.rolecall.bench.BenchCommand read");
    assertThat(builds()).singleElement().asString().contains("-pl bench -am");
  }

  @Test
  void whatWasBuiltIsRunAsItIs() throws Exception {
    var unused = run("up");
    assertThat(run("up")).endsWith("home/app/target/rolecall-app.jar up");
    assertThat(builds()).singleElement().asString().contains("-pl app -am");
  }

  @Test
  void whatRunsOnHasBothCompilerTiersAndWhatEndsSoonHasOne() throws Exception {
    assertThat(run("up")).doesNotContain("TieredStopAtLevel");
    assertThat(run("status")).contains("-XX:TieredStopAtLevel=1");
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(folder.resolve("asked"));
  }

  /** Runs the launcher; what it prints without line ends around it. */
  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", folder + "/home/rolecall"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", folder.resolve("jdk").toString());
    environment.put("PATH", folder.resolve("path") + ":" + environment.get("PATH"));
    environment.put("ASKED", folder.resolve("asked").toString());
    environment.remove("ROLECALL_JVM");
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("errors"))).isZero();
    return printed.strip();
  }

  private void script(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
