package dev.rolecall.app.cli;

import dev.rolecall.app.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** All of an answer as CSV, written as it comes. */
final class CsvOption {

  private static final String TERMINAL = "-";

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write all of it as CSV, with names; - is the terminal.")
  private @Nullable String target;

  CsvOption() {}

  boolean isAsked() {
    return target != null;
  }

  /**
   * Writes to the file, which appears when all of it is there, or to the terminal; nothing unless
   * it was asked for.
   */
  void write(OperatorOptions console, String path, PrintWriter out) {
    if (target != null) {
      write(console, path, target, out);
    }
  }

  private static void write(OperatorOptions console, String path, String target, PrintWriter out) {
    try (InputStream from = console.download(path)) {
      if (target.equals(TERMINAL)) {
        new InputStreamReader(from, StandardCharsets.UTF_8).transferTo(out);
        out.flush();
        return;
      }
      Path file = Path.of(target).toAbsolutePath();
      Path fresh = file.resolveSibling(file.getFileName() + ".part");
      Files.copy(from, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      out.println("written to " + target + "; it holds names: keep it where they may be");
      out.flush();
    } catch (InvalidPathException e) {
      throw new UserError(target + " is not a path");
    } catch (IOException e) {
      throw new UserError(target + " was not written: " + e.getMessage());
    }
  }
}
