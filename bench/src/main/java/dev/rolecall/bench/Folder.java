package dev.rolecall.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the time of one measurement. */
record Folder(Path path) implements AutoCloseable {

  static Folder make() throws IOException {
    return new Folder(Files.createTempDirectory("rolecall-bench-"));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      all.sorted(Comparator.reverseOrder()).forEach(Folder::delete);
    }
  }

  private static void delete(Path each) {
    try {
      Files.deleteIfExists(each);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
