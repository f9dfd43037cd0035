package dev.rolecall.service.config;

import dev.rolecall.service.config.ConfigFile.References;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${env:NAME}} and {@code ${file:PATH}}: a whole value that stands for a secret. */
final class SecretReference {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  private SecretReference() {}

  /** The file that is referred to; none when it is no path at all. */
  static Optional<Path> file(String text) {
    try {
      return part(text, "file").map(Path::of);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  static Optional<String> environment(String text) {
    return part(text, "env");
  }

  /** What the text stands for; itself when it is no reference. */
  static String resolve(String text, References references, Consumer<String> problem) {
    Optional<String> name = environment(text);
    if (name.isPresent()) {
      String value = references.environment().apply(name.get());
      if (value == null || value.isEmpty()) {
        problem.accept("the environment variable " + name.get() + " is not set");
        return "";
      }
      return value;
    }
    Optional<Path> file = file(text);
    if (file.isPresent()) {
      try {
        String value = new Secret.InFile(references.folder().resolve(file.get())).reveal();
        if (value.isEmpty()) {
          problem.accept("the file " + file.get() + " is empty");
        }
        return value;
      } catch (IllegalStateException e) {
        problem.accept("the file " + file.get() + " cannot be read or is larger than a secret");
        return "";
      }
    }
    if (text.contains("${")) {
      problem.accept("a reference is written ${env:NAME} or ${file:PATH}, as the whole value");
    }
    return text;
  }

  private static Optional<String> part(String text, String kind) {
    Matcher matcher = REFERENCE.matcher(text);
    return matcher.matches() && matcher.group(1).equals(kind)
        ? Optional.of(matcher.group(2))
        : Optional.empty();
  }
}
