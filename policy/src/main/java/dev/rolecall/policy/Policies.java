package dev.rolecall.policy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads policy files. */
public final class Policies {
  private static final Comparator<PolicyFile> BY_PATH =
      Comparator.comparing(PolicyFile::path).thenComparing(PolicyFile::content);

  private Policies() {}

  /**
   * Reads and checks all files together. Finds every problem at once; the order of the files makes
   * no difference. A tool that is not among {@code tools} is only a warning, and gets nothing.
   */
  public static Loaded load(List<PolicyFile> files, Tools tools) {
    Problems problems = new Problems();
    SortedMap<String, ToolShapes> shapes = new TreeMap<>();
    tools.byName().forEach((name, shape) -> shapes.put(name, ToolShapes.of(name, shape)));
    List<PolicyFile> sorted = files.stream().sorted(BY_PATH).toList();
    Policy.Content content = new BundleReader(shapes, problems).read(sorted);
    return problems.broken()
        ? new Loaded.Broken(problems.inOrder())
        : new Loaded.Usable(new Policy(digest(files), content), problems.inOrder());
  }

  /**
   * SHA-256 over the number of files and, in the order of their paths, each path and content with
   * its length in bytes (UTF-8) before it; hexadecimal. Two bundles with the same digest say the
   * same.
   */
  public static String digest(List<PolicyFile> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, String.valueOf(files.size()));
      for (PolicyFile file : files.stream().sorted(BY_PATH).toList()) {
        add(digest, file.path());
        add(digest, file.content());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
