package dev.rolecall.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What real servers were seen to answer: files that are no part of the project. Their folder is the
 * system property {@code rolecall.transcripts}, else {@code ../shared/reference/transcripts} beside
 * the repository.
 */
public final class Transcripts {

  /**
   * One exchange.
   *
   * @param head status and content type
   * @param headers those that were kept
   */
  public record Exchange(String label, String head, List<String> headers, List<String> body) {
    public int status() {
      return Integer.parseInt(head.split(" ", 2)[0]);
    }

    public String contentType() {
      String[] parts = head.split(" ", 2);
      return parts.length < 2 ? "" : parts[1].strip();
    }
  }

  private Transcripts() {}

  /** The exchanges of one file, in order; the test is skipped where there is no such file. */
  public static List<Exchange> read(String file) throws IOException {
    Path path = folder().resolve(file);
    assumeTrue(
        Files.isRegularFile(path),
        "skipped: there is no transcript " + file + "; set -Drolecall.transcripts=FOLDER");
    List<Exchange> exchanges = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(path)) {
      if (line.startsWith("--- ") && !lines.isEmpty()) {
        exchange(lines).ifPresent(exchanges::add);
        lines.clear();
      }
      lines.add(line);
    }
    exchange(lines).ifPresent(exchanges::add);
    return exchanges;
  }

  /** Some labels have no answer: nothing was asked then. */
  private static java.util.Optional<Exchange> exchange(List<String> lines) {
    if (lines.size() < 2 || !lines.get(1).matches("[1-5]\\d\\d( .*)?")) {
      return java.util.Optional.empty();
    }
    List<String> headers = new ArrayList<>();
    Iterator<String> rest = lines.subList(2, lines.size()).iterator();
    List<String> body = new ArrayList<>();
    while (rest.hasNext()) {
      String line = rest.next();
      if (body.isEmpty() && line.matches("[A-Z][A-Za-z-]+: .*")) {
        headers.add(line);
      } else {
        body.add(line);
      }
    }
    return java.util.Optional.of(
        new Exchange(lines.get(0).substring(4).strip(), lines.get(1).strip(), headers, body));
  }

  private static Path folder() {
    String configured = System.getProperty("rolecall.transcripts", "");
    if (!configured.isEmpty()) {
      return Path.of(configured);
    }
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, path -> path != null, Path::getParent)
        .map(path -> path.resolve("../shared/reference/transcripts"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(here);
  }
}
