package dev.rolecall.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A connector in a process of its own, which can be killed as an operating system kills. */
final class ConnectorProcess implements AutoCloseable {

  private static final long END_SECONDS = 20;

  private final Process process;
  private final Runnable afterwards;

  private ConnectorProcess(Process process, Runnable afterwards) {
    this.process = process;
    this.afterwards = afterwards;
  }

  /**
   * Takes a connector out of the running process and puts one in a process of its own in its place.
   */
  interface Launcher {
    ConnectorProcess replaceByProcess();
  }

  /**
   * Starts {@code rolecall connector TOOL} with this JVM's own class path.
   *
   * @param afterwards what puts a connector back into this process
   */
  static ConnectorProcess start(String tool, Path config, Path log, Runnable afterwards) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      Process process =
          new ProcessBuilder(
                  java.toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "dev.rolecall.app.Main",
                  "connector",
                  tool,
                  "--config",
                  config.toString(),
                  "--watch-port",
                  "0")
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      return new ConnectorProcess(process, afterwards);
    } catch (IOException e) {
      throw new UncheckedIOException("the connector's process cannot be started", e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** SIGKILL: no shutdown hook, no last words. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        throw new Stage.NotConverged("the connector's process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    afterwards.run();
  }
}
