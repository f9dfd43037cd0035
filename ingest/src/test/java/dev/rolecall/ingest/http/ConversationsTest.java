package dev.rolecall.ingest.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.ingest.http.Conversation.Exchange;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What Okta and Entra send in their normal flows, replayed over HTTP. */
class ConversationsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  List<DynamicTest> everyConversationGoesAsItWasRecorded() throws Exception {
    Path root =
        Path.of(requireNonNull(ConversationsTest.class.getResource("/conversations")).toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".http")).sorted().toList()) {
        Conversation conversation = Conversation.read(file);
        tests.add(DynamicTest.dynamicTest(conversation.name(), () -> replay(conversation)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(6);
    return tests;
  }

  private static void replay(Conversation conversation) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>();
    try (RunningIngest ingest = new RunningIngest()) {
      for (Exchange exchange : conversation.exchanges()) {
        HttpResponse<String> response =
            ingest.scim(
                exchange.method(),
                filled(exchange.path(), variables),
                filled(exchange.headers(), variables),
                filled(exchange.body(), variables));
        check(exchange, response, variables);
      }
    }
  }

  private static void check(
      Exchange exchange, HttpResponse<String> response, Map<String, String> variables)
      throws Exception {
    assertThat(response.statusCode())
        .as("%s: %s", exchange.title(), response.body())
        .isEqualTo(exchange.status());
    JsonNode body =
        response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
    if (!response.body().isEmpty()) {
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/scim+json");
    }
    exchange.captures().forEach((name, pointer) -> variables.put(name, body.at(pointer).asText()));
    exchange
        .expectedHeaders()
        .forEach((name, value) ->
            assertThat(response.headers().firstValue(name))
                .as(exchange.title() + ": " + name)
                .hasValueSatisfying(
                    actual -> assertThat(actual).contains(filled(value, variables))));
    if (exchange.expectedBody().isBlank()) {
      return;
    }
    JsonNode expected = JSON.readTree(filled(exchange.expectedBody(), variables));
    assertThat(Subset.differences(expected, body))
        .as("%s: %s", exchange.title(), response.body())
        .isEmpty();
  }

  private static Map<String, String> filled(Map<String, String> texts, Map<String, String> by) {
    Map<String, String> filled = new LinkedHashMap<>();
    texts.forEach((name, text) -> filled.put(name, filled(text, by)));
    return filled;
  }

  private static String filled(String text, Map<String, String> variables) {
    String filled = text;
    for (Map.Entry<String, String> each : variables.entrySet()) {
      filled = filled.replace("{{" + each.getKey() + "}}", each.getValue());
    }
    return filled;
  }
}
