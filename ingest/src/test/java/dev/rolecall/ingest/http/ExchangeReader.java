package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.http.Conversation.Exchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one exchange: method and path, headers, a blank line and the body; then {@code HTTP
 * status}, {@code @name = /pointer} for what later exchanges use as {@code {{name}}}, headers, and
 * what the body must at least hold. {@code {{base}}} is the base address.
 */
final class ExchangeReader {

  private static final Pattern REQUEST =
      Pattern.compile("(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (/\\S*)");
  private static final Pattern STATUS = Pattern.compile("HTTP ([1-5]\\d\\d)");
  private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z0-9-]*):\\s*(\\S.*)");
  private static final Pattern CAPTURE = Pattern.compile("@([a-z][A-Za-z0-9]*) = (/\\S+)");

  private ExchangeReader() {}

  static Exchange read(String title, Lines lines) {
    if (title.isEmpty()) {
      throw lines.malformed("a heading says what happens");
    }
    Matcher request = REQUEST.matcher(lines.next());
    if (!request.matches()) {
      throw lines.malformed("a method and a path expected");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    while (lines.hasNext() && !lines.peek().isBlank() && !isStatus(lines.peek())) {
      header(lines, headers);
    }
    StringBuilder body = new StringBuilder();
    while (lines.hasNext() && !isStatus(lines.peek())) {
      body.append(lines.next()).append('\n');
    }
    int status = Integer.parseInt(lines.next().substring("HTTP ".length()));
    Map<String, String> captures = new LinkedHashMap<>();
    Map<String, String> expectedHeaders = new LinkedHashMap<>();
    while (lines.hasNext() && !lines.peek().isBlank() && !lines.peek().startsWith("{")) {
      captureOrHeader(lines, captures, expectedHeaders);
    }
    return new Exchange(
        title,
        request.group(1),
        request.group(2),
        headers,
        body.toString().strip(),
        status,
        captures,
        expectedHeaders,
        expectedBody(lines));
  }

  private static boolean isStatus(String line) {
    return STATUS.matcher(line).matches();
  }

  private static void header(Lines lines, Map<String, String> headers) {
    Matcher header = HEADER.matcher(lines.next());
    if (!header.matches()) {
      throw lines.malformed("a header expected");
    }
    headers.put(header.group(1), header.group(2));
  }

  private static void captureOrHeader(
      Lines lines, Map<String, String> captures, Map<String, String> headers) {
    Matcher capture = CAPTURE.matcher(lines.peek());
    if (capture.matches()) {
      captures.put(capture.group(1), capture.group(2));
      lines.next();
    } else {
      header(lines, headers);
    }
  }

  private static Optional<JsonNode> expectedBody(Lines lines) {
    StringBuilder text = new StringBuilder();
    while (lines.hasNext()) {
      text.append(lines.next()).append('\n');
    }
    if (text.toString().isBlank()) {
      return Optional.empty();
    }
    JsonNode body = lines.json(text.toString());
    if (!body.isObject()) {
      throw lines.malformed("the body of an answer is an object");
    }
    return Optional.of(body);
  }
}
