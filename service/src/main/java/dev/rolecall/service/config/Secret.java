package dev.rolecall.service.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret and where it comes from. It never shows itself; only {@link #reveal()} does. */
public sealed interface Secret {

  /**
   * The secret, read anew where it can change.
   *
   * @throws IllegalStateException when it cannot be read now
   */
  String reveal();

  /** From the configuration itself or the environment: constant for the life of the process. */
  record Fixed(String value, String source) implements Secret {
    @Override
    public String reveal() {
      return value;
    }

    @Override
    public String toString() {
      return "*** (" + source + ")";
    }
  }

  /** Of somebody else: this process does not read it, and need not be able to. */
  record Withheld() implements Secret {
    @Override
    public String reveal() {
      throw new IllegalStateException(
          "this service has no use for that secret and did not read it");
    }

    @Override
    public String toString() {
      return "*** (not read)";
    }
  }

  /** From a file that somebody may replace while we run. */
  record InFile(Path path) implements Secret {
    /** Far more than any token. */
    private static final int LARGEST = 64 * 1024;

    @Override
    public String reveal() {
      try {
        if (Files.size(path) > LARGEST) {
          throw new IllegalStateException(path + " is too large for a secret");
        }
        return Files.readString(path, StandardCharsets.UTF_8).strip();
      } catch (IOException e) {
        throw new IllegalStateException("the secret in " + path + " cannot be read", e);
      }
    }

    @Override
    public String toString() {
      return "*** (" + path + ")";
    }
  }
}
