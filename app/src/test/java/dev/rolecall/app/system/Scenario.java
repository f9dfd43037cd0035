package dev.rolecall.app.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A folder: {@code given.yaml} (tools and policy), {@code when.http} (what happens, in order),
 * {@code then.yaml} (what must be so in the end).
 *
 * <p>In {@code when.http} each step begins with {@code ### what happens}. A request has its method
 * and path, headers ({@code Directory} chooses the identity provider), a blank line and the body;
 * then {@code HTTP status} and {@code @name = /pointer} for what later steps use as {@code
 * {{name}}}. Anything else begins with {@code !}.
 */
record Scenario(String name, JsonNode given, List<Step> steps, JsonNode then) {

  private static final String DIRECTORY = "Directory";

  static Scenario read(Path folder) throws IOException {
    List<Step> steps = new ArrayList<>();
    String[] blocks = Files.readString(folder.resolve("when.http")).split("(?m)^### ", -1);
    for (int i = 1; i < blocks.length; i++) {
      List<String> lines = blocks[i].lines().toList();
      steps.add(lines.get(1).startsWith("!") ? step(lines) : exchange(lines));
    }
    return new Scenario(
        folder.getFileName().toString(),
        Yaml.read(Files.readString(folder.resolve("given.yaml"))),
        List.copyOf(steps),
        Yaml.read(Files.readString(folder.resolve("then.yaml"))));
  }

  private static Step step(List<String> lines) {
    String title = lines.get(0);
    String[] words = lines.get(1).substring(1).strip().split("\\s+", -1);
    String rest = lines.stream().skip(2).collect(Collectors.joining("\n", "", "\n"));
    return switch (words[0]) {
      case "restart" -> new Step.Restart(title);
      case "down" -> new Step.Down(title, words[1]);
      case "up" -> new Step.Up(title, words[1]);
      case "lose-response" -> new Step.LostResponse(title, words[1], words[2], words[3]);
      case "by-hand" -> new Step.ByHand(title, words[1], words[2], words[3]);
      case "policy" -> new Step.PolicyFile(title, words[1], rest);
      case "until" -> new Step.Until(title, Yaml.read(rest));
      default -> throw new IllegalArgumentException("no such step: " + words[0]);
    };
  }

  private static Step.Exchange exchange(List<String> lines) {
    String[] request = lines.get(1).split(" ", 2);
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
    String directory = headers.getOrDefault(DIRECTORY, Installation.DIRECTORY);
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
