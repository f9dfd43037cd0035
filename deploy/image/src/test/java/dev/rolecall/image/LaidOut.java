package dev.rolecall.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The folder {@code /opt/rolecall} of the image, laid out by the script that its build uses. */
record LaidOut(Path home) {

  static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What a command said on both outputs, and how it ended. */
  record Ended(int code, String said) {}

  static LaidOut in(Path folder) throws IOException, InterruptedException {
    for (String part : List.of("libraries", "rolecall")) {
      Ended ended =
          run(
              folder,
              PATIENCE,
              CHECKOUT.resolve("deploy/image/lay-out").toString(),
              part,
              folder.toString());
      if (ended.code() != 0) {
        throw new IllegalStateException(ended.said());
      }
    }
    return new LaidOut(folder);
  }

  List<Path> libraries() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.sorted().toList();
    }
  }

  /** Runs the image's entry point to its end, standing in the folder. */
  Ended rolecall(Path folder, String... arguments) throws IOException, InterruptedException {
    return run(folder, PATIENCE, command(arguments));
  }

  /** Starts the image's entry point; whoever called ends it. */
  Process start(Path folder, Path log, String... arguments) throws IOException {
    return builder(folder, command(arguments)).redirectOutput(log.toFile()).start();
  }

  Ended healthy(int port, String path) throws IOException, InterruptedException {
    return run(
        home, PATIENCE, home.resolve("bin/healthy").toString(), Integer.toString(port), path);
  }

  private String[] command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/rolecall").toString());
    command.addAll(List.of(arguments));
    return command.toArray(String[]::new);
  }

  /** Runs a command to its end, standing in the folder. */
  static Ended run(Path folder, Duration patience, String... command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("rolecall-image", ".log");
    try {
      Process process = builder(folder, command).redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(String.join(" ", command) + " does not end");
      }
      return new Ended(process.exitValue(), Files.readString(log));
    } finally {
      Files.delete(log);
    }
  }

  private static ProcessBuilder builder(Path folder, String... command) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("ROLECALL_JVM", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m");
    return builder;
  }
}
