package dev.rolecall.ingest.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recorded conversation. Each exchange begins with {@code ### what happens}; then method and
 * path, headers, a blank line and the body; then {@code HTTP status}, {@code @name = /pointer} for
 * what later exchanges use as {@code {{name}}}, expected headers, and what the body must at least
 * hold.
 */
record Conversation(String name, List<Exchange> exchanges) {

  record Exchange(
      String title,
      String method,
      String path,
      Map<String, String> headers,
      String body,
      int status,
      Map<String, String> captures,
      Map<String, String> expectedHeaders,
      String expectedBody) {}

  static Conversation read(Path file) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    String[] blocks = Files.readString(file).split("(?m)^### ", -1);
    for (int i = 1; i < blocks.length; i++) {
      exchanges.add(exchange(blocks[i]));
    }
    return new Conversation(
        file.subpath(file.getNameCount() - 2, file.getNameCount()).toString(), exchanges);
  }

  private static Exchange exchange(String block) {
    List<String> lines = block.lines().toList();
    String[] request = lines.get(1).split(" ", 2);
    int status = 0;
    boolean isBody = false;
    boolean isAnswer = false;
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> captures = new LinkedHashMap<>();
    Map<String, String> expectedHeaders = new LinkedHashMap<>();
    StringBuilder body = new StringBuilder();
    StringBuilder expectedBody = new StringBuilder();
    for (String line : lines.subList(2, lines.size())) {
      if (!isAnswer && line.matches("HTTP \\d+")) {
        status = Integer.parseInt(line.substring(5));
        isAnswer = true;
        isBody = false;
      } else if (line.isBlank()) {
        isBody = true;
      } else if (isBody || line.startsWith("{")) {
        isBody = true;
        (isAnswer ? expectedBody : body).append(line).append('\n');
      } else if (line.startsWith("@")) {
        String[] capture = line.substring(1).split("\\s*=\\s*", 2);
        captures.put(capture[0], capture[1]);
      } else {
        String[] header = line.split(":\\s*", 2);
        (isAnswer ? expectedHeaders : headers).put(header[0], header[1]);
      }
    }
    return new Exchange(
        lines.get(0),
        request[0],
        request[1],
        headers,
        body.toString(),
        status,
        captures,
        expectedHeaders,
        expectedBody.toString());
  }
}
