package dev.rolecall.app.policy;

import dev.rolecall.app.UserError;
import dev.rolecall.policy.PolicyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All policy files of a folder, as they are now.
 *
 * @param commit of the repository that the folder is in; empty when there is none, or when
 *     something in the folder is not committed
 */
public record PolicyFolder(List<PolicyFile> files, Optional<String> commit) {

  private static final int DEEPEST = 8;

  /** A bundle is one record of at most 1 MiB. */
  private static final int MOST_FILES = 1_000;

  private static final long LARGEST_FILE = 1024 * 1024;
  private static final long GIT_SECONDS = 5;

  public PolicyFolder {
    files = List.copyOf(files);
  }

  /**
   * Reads every .yaml and .yml file below the folder, and which commit they are.
   *
   * @throws UserError when the folder is missing or cannot be read
   */
  public static PolicyFolder read(Path folder) {
    return new PolicyFolder(filesBelow(folder), commitOf(folder));
  }

  /**
   * As {@link #read}, without asking for the commit. The folder itself may be a link, and files may
   * be; links to folders below it are not followed, and what begins with a dot is left out: a
   * mounted configuration keeps its older versions in such folders.
   *
   * @throws UserError when the folder is missing or cannot be read
   */
  static List<PolicyFile> filesBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("the policies' folder " + folder + " does not exist");
    }
    List<PolicyFile> files = new ArrayList<>();
    try {
      Path real = folder.toRealPath();
      for (Path file : paths(real)) {
        if (Files.size(file) > LARGEST_FILE) {
          throw new UserError(file + " is larger than 1 MiB");
        }
        String path = real.relativize(file).toString().replace('\\', '/');
        files.add(new PolicyFile(path, Files.readString(file, StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UserError("the policies' folder " + folder + " cannot be read: " + e.getMessage());
    }
    return files;
  }

  private static List<Path> paths(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder, DEEPEST)) {
      List<Path> paths =
          below
              .filter(file -> isPolicy(folder.relativize(file)) && Files.isRegularFile(file))
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (paths.size() > MOST_FILES) {
        throw new UserError(
            folder + " holds more than " + MOST_FILES + " policy files; is it the right folder?");
      }
      return paths;
    }
  }

  private static boolean isPolicy(Path inFolder) {
    String name = inFolder.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml"))
        && StreamSupport.stream(inFolder.spliterator(), false)
            .noneMatch(part -> part.toString().startsWith("."));
  }

  private static Optional<String> commitOf(Path folder) {
    return git(folder, "status", "--porcelain", "--", ".")
        .filter(String::isBlank)
        .flatMap(clean -> git(folder, "rev-parse", "HEAD"))
        .map(String::strip)
        .filter(commit -> commit.matches("[0-9a-f]{40,64}"));
  }

  private static Optional<String> git(Path folder, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      git.getOutputStream().close();
      String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = git.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
      return ended && git.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    } catch (IOException gitIsNotInstalled) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
