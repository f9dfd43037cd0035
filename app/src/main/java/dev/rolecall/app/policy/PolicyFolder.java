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

/** All policy files of a folder, as they are now. */
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
   * Reads every .yaml and .yml file below the folder.
   *
   * @throws UserError when the folder is missing or cannot be read
   */
  public static PolicyFolder read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserError("the policies' folder " + folder + " does not exist");
    }
    List<PolicyFile> files = new ArrayList<>();
    try (Stream<Path> below = Files.walk(folder, DEEPEST)) {
      for (Path file : below.filter(PolicyFolder::isPolicy).sorted().limit(MOST_FILES).toList()) {
        if (Files.size(file) > LARGEST_FILE) {
          throw new UserError(file + " is larger than 1 MiB");
        }
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.add(new PolicyFile(path, Files.readString(file, StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      throw new UserError("the policies' folder " + folder + " cannot be read: " + e.getMessage());
    }
    return new PolicyFolder(files, commitOf(folder));
  }

  private static boolean isPolicy(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** The commit, when the folder is in a repository and holds nothing that is not committed. */
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
