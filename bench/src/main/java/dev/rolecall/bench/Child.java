package dev.rolecall.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of ours in a process of its own, with this JVM's flags and class path. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(30);
  private static final int KIBIBYTES_PER_MEBIBYTE = 1024;

  private final Process process;
  private final Duration tookToStart;
  private final String answer;

  private Child(Process process, Duration tookToStart, String answer) {
    this.process = process;
    this.tookToStart = tookToStart;
    this.answer = answer;
  }

  /**
   * Starts it, and waits for a line that begins so.
   *
   * @throws IllegalStateException when it ends before
   */
  static Child start(String main, List<String> arguments, String awaited)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    long start = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String line = awaited(process, awaited);
    return new Child(process, Duration.ofNanos(System.nanoTime() - start), line);
  }

  private static String awaited(Process process, String awaited) throws InterruptedException {
    CompletableFuture<String> line = new CompletableFuture<>();
    var unused = Thread.ofPlatform().daemon().start(() -> read(process, awaited, line));
    try {
      return line.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("a process did not say '" + awaited + "'", e);
    }
  }

  /** To its end: a process whose output nobody reads stands still. */
  private static void read(Process process, String awaited, CompletableFuture<String> found) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.strip().startsWith(awaited)) {
          found.complete(line.strip().substring(awaited.length()).strip());
        } else if (!found.isDone()) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException ended) {
      said.append(ended.getMessage());
    }
    found.completeExceptionally(new IllegalStateException("it ended and said: " + said));
  }

  /** From the start of the process to the awaited line. */
  Duration tookToStart() {
    return tookToStart;
  }

  /** What stood behind the awaited words. */
  String answer() {
    return answer;
  }

  /** Resident memory in MiB; empty where the system does not tell. */
  Optional<Double> resident() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return Optional.empty();
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmRSS:")) {
        return Optional.of(Double.parseDouble(line.replaceAll("\\D", "")) / KIBIBYTES_PER_MEBIBYTE);
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
