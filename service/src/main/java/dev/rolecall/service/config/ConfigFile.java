package dev.rolecall.service.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code rolecall.yaml}. All problems are reported together, each with the path of its key
 * and what to do; unknown keys are problems. {@code ${env:NAME}} and {@code ${file:PATH}} stand for
 * secrets.
 */
public final class ConfigFile {

  /** Nine controllers and two directories take 3 kB; this is for the largest company. */
  private static final int LARGEST_BYTES = 1024 * 1024;

  private static final int DEEPEST = 32;

  private ConfigFile() {}

  /** The file is not usable. The message lists every problem, one a line. */
  public static final class ConfigException extends RuntimeException {
    private final List<String> problems;

    ConfigException(String file, List<String> problems) {
      super(file + " has " + problems.size() + " problem(s):\n  " + String.join("\n  ", problems));
      this.problems = List.copyOf(problems);
    }

    /** One sentence each. */
    public List<String> problems() {
      return problems;
    }
  }

  /**
   * Reads a file; relative paths in it are relative to its folder.
   *
   * @param environment for {@code ${env:NAME}}
   * @throws ConfigException with every problem
   */
  public static RolecallConfig read(Path file, Map<String, String> environment) {
    return read(file, environment, tool -> true);
  }

  /**
   * As {@link #read(Path, Map)}, by a process that calls some tools only: the tokens of others are
   * not read, and need not be there.
   */
  public static RolecallConfig read(
      Path file, Map<String, String> environment, Predicate<String> called) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isRegularFile(file)) {
      throw new ConfigException(
          file.toString(),
          List.of("there is no such file; 'rolecall config example' prints one to start from"));
    }
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw new ConfigException(file.toString(), List.of("it is larger than 1 MiB"));
      }
      return parse(file.toString(), Files.readString(file), folder, environment, called);
    } catch (IOException e) {
      throw new ConfigException(file.toString(), List.of("it cannot be read: " + e.getMessage()));
    }
  }

  /** As {@link #read(Path, Map)}, by a process that calls no tool. */
  public static RolecallConfig readWithoutTools(Path file, Map<String, String> environment) {
    return read(file, environment, tool -> false);
  }

  /** As {@link #read(Path, Map)}, from text. */
  public static RolecallConfig parse(
      String name, String text, Path folder, Map<String, String> environment) {
    return parse(name, text, folder, environment, tool -> true);
  }

  private static RolecallConfig parse(
      String name,
      String text,
      Path folder,
      Map<String, String> environment,
      Predicate<String> called) {
    List<String> problems = new ArrayList<>();
    JsonNode tree = tree(name, text);
    ConfigSections sections =
        new ConfigSections(folder, new References(folder, environment::get), called);
    RolecallConfig config = sections.read(new ConfigNode("", tree, problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(name, problems);
    }
    return config;
  }

  private static JsonNode tree(String name, String text) {
    YAMLFactory factory =
        YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();
    try {
      // A second document in the file would be left out without a word.
      JsonNode tree =
          new ObjectMapper(factory)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .readTree(text);
      return tree == null || tree.isNull() ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new ConfigException(
          name, List.of(where + "not valid YAML: " + withoutExcerpt(e.getOriginalMessage())));
    }
  }

  /** YAML's errors quote the lines around the place, indented: a token may be among them. */
  private static String withoutExcerpt(String message) {
    return message
        .lines()
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .collect(Collectors.joining(", "));
  }

  /** Looks up what {@code ${env:NAME}} and {@code ${file:PATH}} stand for. */
  record References(Path folder, Function<String, @Nullable String> environment) {}
}
