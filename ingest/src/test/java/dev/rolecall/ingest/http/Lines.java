package dev.rolecall.ingest.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** The lines of a file, which know where they stand. */
final class Lines {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final String file;
  private final List<String> lines;
  private final int before;
  private int at;

  private Lines(String file, List<String> lines, int before) {
    this.file = file;
    this.lines = lines;
    this.before = before;
  }

  static Lines of(String file, String text) {
    return new Lines(file, text.lines().toList(), 0);
  }

  Lines within(List<String> block, int from) {
    return new Lines(file, List.copyOf(block), from);
  }

  boolean hasNext() {
    return at < lines.size();
  }

  String peek() {
    return lines.get(at);
  }

  String next() {
    if (!hasNext()) {
      throw malformed("it ends too early");
    }
    return lines.get(at++);
  }

  /** How many lines of the file have been read. */
  int number() {
    return before + at;
  }

  JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      throw malformed("this is not JSON: " + broken.getOriginalMessage());
    }
  }

  IllegalArgumentException malformed(String why) {
    return new IllegalArgumentException(file + ", line " + number() + ": " + why);
  }
}
