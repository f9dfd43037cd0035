package dev.rolecall.ingest.http;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.http.Conversation.Exchange;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What identity providers send in their flows, replayed over HTTP. */
class ConversationsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A corpus that was not found must not pass as one that was replayed. */
  private static final int FEWEST = 30;

  @TestFactory
  List<DynamicTest> everyConversationGoesAsItIsWrittenDown() throws Exception {
    Path root =
        Path.of(requireNonNull(ConversationsTest.class.getResource("/conversations")).toURI());
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString();
        assertThat(name).endsWith(".http");
        Conversation conversation = ConversationReader.read(name, Files.readString(file));
        tests.add(DynamicTest.dynamicTest(name, () -> replay(conversation)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(FEWEST);
    return tests;
  }

  private static void replay(Conversation conversation) throws Exception {
    Map<String, String> variables = new LinkedHashMap<>();
    try (RunningIngest ingest = started(conversation.profile())) {
      variables.put("base", ingest.address(ScimRoutes.BASE));
      for (Exchange exchange : conversation.exchanges()) {
        HttpResponse<String> response =
            ingest.scim(
                exchange.method(),
                filled(exchange.path(), variables),
                filled(exchange.headers(), variables),
                filled(exchange.body(), variables));
        check(exchange, response, variables);
      }
      DirectoryState state = new DirectoryState(ingest.acme.reader, "acme");
      assertThat(state.users()).isEqualTo(filled(conversation.outcome().users(), variables));
      assertThat(state.groups()).isEqualTo(filled(conversation.outcome().groups(), variables));
      assertThat(counted(ingest)).isEqualTo(new TreeSet<>(conversation.outcome().counted()));
    }
  }

  private static RunningIngest started(Profile profile) throws Exception {
    return new RunningIngest(
        RunningIngest.DIRECT, profile, Bounds.USUAL, InstantSource.fixed(MemoryDirectory.START));
  }

  private static void check(
      Exchange exchange, HttpResponse<String> response, Map<String, String> variables)
      throws Exception {
    assertThat(response.statusCode())
        .as("%s: %s", exchange.title(), response.body())
        .isEqualTo(exchange.status());
    JsonNode body =
        response.body().isEmpty() ? MissingNode.getInstance() : JSON.readTree(response.body());
    form(exchange, response, body);
    exchange
        .captures()
        .forEach((name, pointer) -> {
          assertThat(body.at(pointer).isValueNode()).as(exchange.title() + ": " + name).isTrue();
          variables.put(name, body.at(pointer).asText());
        });
    exchange
        .expectedHeaders()
        .forEach((name, value) ->
            assertThat(response.headers().firstValue(name))
                .as(exchange.title() + ": " + name)
                .hasValue(filled(value, variables)));
    if (exchange.expectedBody().isPresent()) {
      JsonNode expected =
          JSON.readTree(filled(exchange.expectedBody().get().toString(), variables));
      assertThat(Subset.differences(expected, body))
          .as("%s: %s", exchange.title(), response.body())
          .isEmpty();
    }
  }

  /** What every answer to every client must be. */
  private static void form(Exchange exchange, HttpResponse<String> response, JsonNode body) {
    if (body.isMissingNode()) {
      assertThat(response.statusCode()).as(exchange.title()).isIn(204, 304);
      return;
    }
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/scim+json");
    assertThat(body.findValue("password")).as(exchange.title()).isNull();
    if (response.statusCode() >= 400) {
      assertThat(body.at("/schemas/0").asText()).isEqualTo(ScimError.SCHEMA);
      assertThat(body.path("status").textValue())
          .isEqualTo(Integer.toString(response.statusCode()));
    }
  }

  private static Set<String> counted(RunningIngest ingest) {
    Set<String> kinds = new TreeSet<>();
    ingest
        .metrics
        .find("rolecall.scim.deviations")
        .counters()
        .forEach(each -> kinds.add(requireNonNull(each.getId().getTag("deviation"))));
    return kinds;
  }

  private static List<ObjectNode> filled(List<ObjectNode> bodies, Map<String, String> variables)
      throws Exception {
    List<ObjectNode> filled = new ArrayList<>();
    for (ObjectNode body : bodies) {
      filled.add((ObjectNode) JSON.readTree(filled(body.toString(), variables)));
    }
    return filled;
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
    return filled.contains("{{") ? fail("something was never captured: " + filled) : filled;
  }
}
