package dev.rolecall.app.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code rolecall} command in a process of its own: it can be killed and frozen as an operating
 * system does.
 */
final class ServiceProcess implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final long END_SECONDS = 20;

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** This JVM's own. */
  static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Starts with this JVM's own class path; what it says goes to the file. */
  static ServiceProcess start(Path log, String... arguments) {
    return start(log, Map.of(), arguments);
  }

  /** As {@link #start(Path, String...)}, with variables of its environment. */
  static ServiceProcess start(Path log, Map<String, String> environment, String... arguments) {
    return start(classPath(), log, environment, arguments);
  }

  /** As {@link #start(Path, String...)}, of another build. */
  static ServiceProcess startFrom(String classPath, Path log, String... arguments) {
    return start(classPath, log, Map.of(), arguments);
  }

  private static ServiceProcess start(
      String classPath, Path log, Map<String, String> environment, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + log.toAbsolutePath().getParent(),
                "-cp",
                classPath,
                "dev.rolecall.app.Main"));
    command.addAll(List.of(arguments));
    try {
      Files.deleteIfExists(log);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      // Several run on this machine at a time.
      builder.environment().put("ROLECALL_WATCH_PORT", "0");
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      return new ServiceProcess(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("the process cannot be started", e);
    }
  }

  /** Waits until it has said this. */
  ServiceProcess awaitSaid(String text) {
    await()
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("the process ended: " + Files.readString(log));
          }
          return Files.readString(log).contains(text);
        });
    return this;
  }

  /** Waits until it ends by itself; its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the process does not end");
    }
    return process.exitValue();
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM, as whoever upgrades it stops it. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** SIGKILL: no shutdown hook, no last words. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).inheritIO().start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("kill " + signal + " failed");
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
