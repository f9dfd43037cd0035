package dev.rolecall.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A folder: {@code given.yaml} (tools and policy), {@code when.http} (what happens, in order),
 * {@code then.yaml} (what must be so in the end).
 *
 * <p>In {@code when.http} each step begins with {@code ### what happens}. A request has its method
 * and path, headers ({@code Directory} chooses the identity provider), a blank line and the body;
 * then {@code HTTP status} and {@code @name = /pointer} for what later steps use as {@code
 * {{name}}}. Anything else begins with {@code !}; {@code ! operator} is a request of the operator.
 *
 * <p>{@code sizes} in {@code given.yaml} has numbers that stand for themselves in the other two
 * files, each with a {@code quick} and a {@code full} value.
 */
record Scenario(String name, JsonNode given, List<Step> steps, JsonNode then) {

  /** How large a scenario is played. */
  enum Size {
    QUICK,
    FULL
  }

  private static final String DIRECTORY = "Directory";

  static Scenario read(Path folder, Size size) throws IOException {
    JsonNode given = Yaml.read(Files.readString(folder.resolve("given.yaml")));
    Map<String, String> sizes = new LinkedHashMap<>();
    given
        .path("sizes")
        .properties()
        .forEach(each ->
            sizes.put(
                each.getKey(),
                each.getValue().path(size.name().toLowerCase(Locale.ROOT)).asText()));
    String when = Play.filled(Files.readString(folder.resolve("when.http")), sizes);
    List<Step> steps = new ArrayList<>();
    String[] blocks = when.split("(?m)^### ", -1);
    for (int i = 1; i < blocks.length; i++) {
      List<String> lines = blocks[i].lines().toList();
      steps.add(step(lines));
    }
    return new Scenario(
        folder.getFileName().toString(),
        given,
        List.copyOf(steps),
        Yaml.read(Play.filled(Files.readString(folder.resolve("then.yaml")), sizes)));
  }

  boolean isOfTheGuard() {
    return name.startsWith("guard-");
  }

  /** Too long for every build; the whole of them is a check of its own. */
  boolean isOnlyFull() {
    return given.path("only").asText().equals("full");
  }

  private static Step step(List<String> lines) {
    String title = lines.get(0);
    String first = lines.get(1);
    if (!first.startsWith("!")) {
      return exchange(lines, first, Optional.empty());
    }
    String[] words = first.substring(1).strip().split("\\s+", -1);
    String rest = lines.stream().skip(2).collect(Collectors.joining("\n", "", "\n"));
    return switch (words[0]) {
      case "restart" -> new Step.Restart(title);
      case "down" -> new Step.Down(title, words[1]);
      case "up" -> new Step.Up(title, words[1]);
      case "lose-response" -> new Step.LostResponse(title, words[1], words[2], words[3]);
      case "by-hand" -> new Step.ByHand(title, words[1], words[2], words[3]);
      case "policy" -> new Step.PolicyFile(title, words[1], rest);
      case "operator" ->
          exchange(lines, first.replaceFirst("! *operator +", ""), Optional.of(Step.OPERATOR));
      case "people" -> new Step.People(title, Integer.parseInt(words[1]), words[2], word(words, 3));
      case "deactivate" -> new Step.Deactivate(title, Integer.parseInt(words[1]), words[2]);
      case "from-now-on" -> new Step.FromNowOn(title);
      case "removals" ->
          new Step.Removals(
              title,
              words[1],
              Integer.parseInt(words[2]),
              word(words, 3).map(method -> new RemovalCalls.Kind(method, words[4])));
      case "unaffected" -> new Step.Unaffected(title);
      case "until" -> new Step.Until(title, Yaml.read(rest));
      default -> throw new IllegalArgumentException("no such step: " + words[0]);
    };
  }

  private static Optional<String> word(String[] words, int place) {
    return place < words.length ? Optional.of(words[place]) : Optional.empty();
  }

  private static Step.Exchange exchange(List<String> lines, String first, Optional<String> caller) {
    String[] request = first.split(" ", 2);
    int status = 0;
    boolean isBody = false;
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> captures = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    for (String line : lines.subList(2, lines.size())) {
      if (line.matches("HTTP \\d+")) {
        status = Integer.parseInt(line.substring("HTTP ".length()));
      } else if (status > 0 && line.startsWith("@")) {
        String[] capture = line.substring(1).split("\\s*=\\s*", 2);
        captures.put(capture[0], capture[1]);
      } else if (line.isBlank()) {
        isBody = true;
      } else if (isBody) {
        body.append(line).append('\n');
      } else {
        String[] header = line.split(":\\s*", 2);
        headers.put(header[0], header[1]);
      }
    }
    String directory = caller.orElse(headers.getOrDefault(DIRECTORY, Installation.DIRECTORY));
    headers.remove(DIRECTORY);
    return new Step.Exchange(
        lines.get(0),
        directory,
        request[0],
        request[1],
        headers,
        body.toString(),
        status,
        captures);
  }
}
