package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running installation shows is what the docs, the alerts and the dashboard speak of. */
class WatchedTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> GITLAB = Map.of("tool", "gitlab");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)` \\| ((?:`[a-z]+`(?:, )?)*) ?\\| .*");
  private static final Pattern SAID = Pattern.compile("health and metrics at (\\S+);");
  private static final Path CHECKOUT = checkout();

  @TempDir static Path folder;

  private static LogLines logs;
  private static Watched watched;

  @BeforeAll
  static void somebodyJoinedAndLeft() throws Exception {
    logs = LogLines.open();
    watched = Watched.start(folder);
  }

  @AfterAll
  static void everythingStops() {
    watched.close();
    logs.close();
  }

  @Test
  void theTableOfTheDocsHasEveryMetricWithItsTagsAndNoOther() throws IOException {
    assertThat(table()).isEqualTo(watched.scrape().families());
  }

  @Test
  void everyAlertAsksForWhatThereIs() throws IOException {
    Map<String, Set<String>> there = there();
    List<String> wrong = new ArrayList<>();
    for (JsonNode rule : rules()) {
      PromQl.problems(rule.path("expr").asText(), there)
          .forEach(problem -> wrong.add(rule.path("alert").asText() + ": " + problem));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyAlertHasASummaryAndLeadsToASection() throws IOException {
    for (JsonNode rule : rules()) {
      String name = rule.path("alert").asText();
      assertThat(rule.path("annotations").path("summary").asText()).as(name).endsWith(".");
      assertThat(rule.path("labels").path("severity").asText())
          .as(name)
          .isIn("critical", "warning", "info");
      List<String> link = List.of(rule.path("annotations").path("runbook").asText().split("#", 2));
      Path page = CHECKOUT.resolve(link.get(0));
      if (Files.exists(page) || !page.endsWith("runbooks.md")) {
        assertThat(sections(page)).as(name).contains(link.get(1));
      }
    }
  }

  @Test
  void everyAlertIsInTheDocs() throws IOException {
    String docs = Files.readString(CHECKOUT.resolve("docs/operating.md"));
    for (JsonNode rule : rules()) {
      assertThat(docs).contains("`" + rule.path("alert").asText() + "`");
    }
  }

  @Test
  void everyPanelOfTheDashboardAsksForWhatThereIs() throws IOException {
    Map<String, Set<String>> there = there();
    List<String> wrong = new ArrayList<>();
    Set<Integer> ids = new TreeSet<>();
    JsonNode dashboard =
        Watched.json(Files.readString(CHECKOUT.resolve("deploy/grafana/rolecall.json")));
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("%s", panel.path("title")).isTrue();
      for (JsonNode target : panel.path("targets")) {
        PromQl.problems(target.path("expr").asText(), there)
            .forEach(problem -> wrong.add(panel.path("title").asText() + ": " + problem));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(ids).hasSizeGreaterThan(20);
  }

  @Test
  void theLegsOfAJoinerAndALeaverAreMeasured() {
    Scraped now = watched.scrape();

    for (String leg : List.of("decided", "applied", "verified")) {
      Map<String, String> labels = Map.of("tool", "gitlab", "leg", leg);
      assertThat(now.sum("rolecall_connector_leg_seconds_count", labels)).as(leg).isGreaterThan(2);
    }
    assertThat(now.sum("rolecall_connector_leg_seconds_sum", GITLAB))
        .isPositive()
        .isCloseTo(
            now.sum("rolecall_connector_verified_seconds_sum", GITLAB),
            org.assertj.core.data.Offset.offset(0.2));
    assertThat(
            now.sum(
                "rolecall_connector_verified_seconds_count",
                Map.of("tool", "gitlab", "kind", "leaver")))
        .isPositive();
    assertThat(
            now.sum("rolecall_connector_calls_total", Map.of("tool", "gitlab", "outcome", "done")))
        .isPositive();
  }

  @Test
  void whatIsHeldIsCountedByWhatHeldIt() {
    Scraped now = watched.scrape();

    assertThat(now.sum("rolecall_holds_open", Map.of())).isEqualTo(1);
    assertThat(now.sum("rolecall_holds_open", Map.of("trigger", "min-holders"))).isEqualTo(1);
    assertThat(now.sum("rolecall_holds_oldest_seconds", Map.of())).isPositive();
  }

  @Test
  void nothingIsBehindAndEveryPartIsReady() {
    await()
        .atMost(PATIENCE)
        .until(() -> watched.scrape().sum("rolecall_lag_records", Map.of()) == 0);
    await()
        .atMost(PATIENCE)
        .until(() -> watched.scrape().sum("rolecall_connector_lag_records", Map.of()) == 0);
    assertThat(watched.scrape().sum("rolecall_ready", Map.of("part", "kafka"))).isEqualTo(1);
    await()
        .atMost(PATIENCE)
        .until(() -> Watched.get(watched.scim().resolve("/health/ready")).statusCode() == 200);
    assertThat(Watched.get(URI.create(watched.operators() + "/metrics")).body())
        .contains("rolecall_holds_open");
  }

  @Test
  void noLogNamesAPersonOrAToken() {
    assertThat(logs.lines()).hasSizeGreaterThan(10);
    assertThat(logs.lines().stream().filter(WatchedTest::isPersonal)).isEmpty();
  }

  @Test
  void aConnectorAloneTellsHowItIsAndLogsObjects() throws Exception {
    try (ServiceProcess connector = watched.connectorAlone()) {
      connector.awaitSaid("is running");
      Matcher said = SAID.matcher(connector.said());
      assertThat(said.find()).isTrue();
      String address = said.group(1);
      assertThat(Watched.get(URI.create(address + "/health/live")).statusCode()).isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .until(() -> Watched.get(URI.create(address + "/health/ready")).statusCode() == 200);
      Scraped now = Scraped.of(Watched.get(URI.create(address + "/metrics")).body());
      assertThat(now.sum("rolecall_ready", Map.of("part", "connector gitlab"))).isEqualTo(1);
      assertThat(now.sum("rolecall_connector_running", GITLAB)).isEqualTo(1);
      assertThat(there().keySet()).containsAll(now.names().keySet());
      List<JsonNode> objects =
          connector.said().lines().filter(line -> line.startsWith("{")).map(Watched::json).toList();
      assertThat(objects)
          .anySatisfy(it -> {
            assertThat(it.path("message").asText()).isEqualTo("Connector started");
            assertThat(it.path("tool").asText()).isEqualTo("gitlab");
            assertThat(it.path("level").asText()).isEqualTo("INFO");
            assertThat(it.path("logger").asText()).endsWith("ConnectorRuntime");
            assertThat(it.path("timestamp").asText()).endsWith("Z");
          });
      assertThat(connector.said().lines().filter(WatchedTest::isPersonal)).isEmpty();
    }
  }

  private static boolean isPersonal(String line) {
    String small = line.toLowerCase(java.util.Locale.ROOT);
    return Watched.PERSONAL.stream().anyMatch(small::contains);
  }

  /** As Prometheus sees it: it adds a metric of its own. */
  private static Map<String, Set<String>> there() {
    Map<String, Set<String>> names = new TreeMap<>(watched.scrape().names());
    names.put("up", Set.of());
    return names;
  }

  private static List<JsonNode> rules() throws IOException {
    JsonNode alerts = Yaml.read(Files.readString(CHECKOUT.resolve("deploy/prometheus/alerts.yml")));
    List<JsonNode> rules = new ArrayList<>();
    alerts.path("groups").forEach(group -> group.path("rules").forEach(rules::add));
    assertThat(rules).hasSizeGreaterThan(15);
    return rules;
  }

  private static SortedMap<String, Set<String>> table() throws IOException {
    SortedMap<String, Set<String>> table = new TreeMap<>();
    try (Stream<String> lines = Files.lines(CHECKOUT.resolve("docs/operating.md"))) {
      lines
          .map(ROW::matcher)
          .filter(Matcher::matches)
          .forEach(row -> {
            Set<String> tags = new TreeSet<>(List.of(row.group(2).split("[`, ]+", -1)));
            tags.remove("");
            table.put(row.group(1), tags);
          });
    }
    return table;
  }

  /** The anchors of a page's headings, as GitHub makes them. */
  private static List<String> sections(Path page) throws IOException {
    try (Stream<String> lines = Files.lines(page)) {
      return lines
          .filter(line -> line.startsWith("#"))
          .map(line ->
              line.replaceFirst("#+ ", "")
                  .toLowerCase(java.util.Locale.ROOT)
                  .replaceAll("[^a-z0-9 -]", "")
                  .replace(' ', '-'))
          .toList();
    }
  }

  private static Path checkout() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("deploy")) ? here : here.resolve("..").normalize();
  }
}
