package dev.rolecall.app.guarantees;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A process of the cluster that can be killed, frozen, stopped and started again as it was. */
final class Child implements AutoCloseable {

  /** Ten processes start at once on two cores. */
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private static final Duration LONGEST_END = Duration.ofSeconds(60);

  /** A broker hands its partitions over first. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Jars start faster than folders of classes: what a first process loaded is kept for others. */
  private static final String JARS = System.getProperty("rolecall.guarantees.classpath", "");

  private static final int MOST_RESTARTS = 20;

  /** Of all children: none outlives this process, frozen or not. */
  private static final Queue<Process> ALIVE = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly)));
  }

  private final String name;
  private final Path log;
  private final String ready;
  private final List<String> command;
  private @Nullable Process process;
  private long logged;
  private int restarts;

  /**
   * Not started yet.
   *
   * @param ready what it says when it is ready
   * @param heap in MiB
   */
  Child(String name, Path folder, int heap, String ready, List<String> mainAndArguments) {
    this.name = name;
    this.log = folder.resolve(name + ".log");
    this.ready = ready;
    this.command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx" + heap + "m",
                // Also where the class path holds another one, for tests.
                "-Dlogback.configurationFile=logback.xml",
                "-Duser.home=" + folder.toAbsolutePath(),
                "-cp",
                classPath()));
    if (JARS.isEmpty()) {
      command.add("--enable-native-access=ALL-UNNAMED");
    } else {
      // With native access on the command line the archive would be refused.
      command.add("-XX:+AutoCreateSharedArchive");
      command.add("-XX:SharedArchiveFile=" + folder.resolve(mainAndArguments.getFirst() + ".jsa"));
    }
    command.addAll(mainAndArguments);
  }

  private static String classPath() {
    return JARS.isEmpty()
        ? System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        : JARS;
  }

  String name() {
    return name;
  }

  /** Starts it; what it says goes behind what it said before. */
  synchronized Child start() {
    try {
      logged = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("ROLECALL_LOG", "INFO");
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process started = builder.start();
      started.getOutputStream().close();
      process = started;
      ALIVE.add(started);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("the process cannot be started", e);
    }
  }

  /** Waits until it is ready, since it was last started. */
  Child awaitReady() {
    await(name)
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> {
          String said = said();
          if (!isAlive() && !said.contains(ready)) {
            startAgain(said);
          }
          return said.contains(ready);
        });
    return this;
  }

  /** As orchestrators do with a service that ends by itself because Kafka does not answer yet. */
  private void startAgain(String said) {
    restarts++;
    if (restarts > MOST_RESTARTS) {
      throw new IllegalStateException(name + " ended: " + said);
    }
    System.out.printf("%s ended by itself and is started again%n", name);
    start();
  }

  /** What it said since it was last started. */
  private synchronized String said() throws IOException {
    byte[] all = Files.readAllBytes(log);
    return new String(
        all, (int) logged, all.length - (int) logged, java.nio.charset.StandardCharsets.UTF_8);
  }

  boolean isAlive() {
    return process().isAlive();
  }

  /** SIGKILL: no shutdown hook, no last words. */
  void kill() {
    process().destroyForcibly();
    awaitEnd();
  }

  /**
   * SIGTERM, and waits for the end.
   *
   * @return how long it took
   */
  Duration terminate() {
    long begin = System.nanoTime();
    process().destroy();
    awaitEnd();
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** As orchestrators do: SIGTERM, and SIGKILL when that takes too long. */
  void terminateOrKill() {
    process().destroy();
    try {
      if (!process().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void freeze() {
    signal("-STOP");
  }

  void thaw() {
    signal("-CONT");
  }

  /** Waits until it ends by itself; its exit code. */
  int awaitEnd() {
    try {
      return process().onExit().get(LONGEST_END.toMillis(), TimeUnit.MILLISECONDS).exitValue();
    } catch (TimeoutException e) {
      process().destroyForcibly();
      throw new IllegalStateException(name + " does not end", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void signal(String signal) {
    try {
      Process kill =
          new ProcessBuilder("kill", signal, Long.toString(process().pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill " + signal + " " + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process process() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
    }
    return process;
  }

  @Override
  public void close() {
    Process last = process;
    if (last != null && last.isAlive()) {
      kill();
    }
  }
}
