package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.drone.DroneUser;
import dev.rolecall.sandbox.gitlab.GitlabMember;
import dev.rolecall.sandbox.gitlab.GitlabUser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** What {@code then.yaml} says, against what the tools have and what the operators' API answers. */
final class Expectations {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Installation installation;
  private final Map<String, String> variables;

  Expectations(Installation installation, Map<String, String> variables) {
    this.installation = installation;
    this.variables = Map.copyOf(variables);
  }

  void await(String when, JsonNode expected) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(LOOK_EVERY)
        .untilAsserted(() -> assertThat(differences(expected)).as(when).isEmpty());
  }

  private List<String> differences(JsonNode expected) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, JsonNode> section : expected.properties()) {
      JsonNode wanted = section.getValue();
      switch (section.getKey()) {
        case "gitlab" -> gitlab(wanted, differences);
        case "drone" -> drone(wanted, differences);
        case "holds" -> wanted.forEach(each -> hold(each, differences));
        case "open-holds" -> openHolds(wanted, differences);
        case "state" -> states(wanted, differences);
        case "why" -> wanted.forEach(each -> why(each, differences));
        case "unexplained" -> wanted.forEach(each -> unexplained(each, differences));
        case "findings" -> wanted.forEach(each -> finding(each, differences));
        case "audit" -> wanted.forEach(each -> audit(each, differences));
        case "calls" -> wanted.forEach(each -> calls(each, differences));
        default ->
            throw new IllegalArgumentException("nothing can be expected of " + section.getKey());
      }
    }
    return differences;
  }

  private void gitlab(JsonNode wanted, List<String> differences) {
    for (Map.Entry<String, JsonNode> group : wanted.path("members").properties()) {
      SortedMap<String, String> members =
          installation.gitlab().members(group.getKey()).stream()
              .collect(
                  Collectors.toMap(
                      GitlabMember::username,
                      member -> Levels.word(member.accessLevel()),
                      (one, other) -> one + " and " + other,
                      TreeMap::new));
      compare("members of " + group.getKey(), texts(group.getValue()), members, differences);
    }
    for (Map.Entry<String, JsonNode> group : wanted.path("levels").properties()) {
      Stream<String> levels =
          installation.gitlab().members(group.getKey()).stream()
              .map(member -> Levels.word(member.accessLevel()));
      compare("levels in " + group.getKey(), texts(group.getValue()), counted(levels), differences);
    }
    if (wanted.has("states")) {
      Stream<String> states =
          installation.gitlab().users().stream()
              .filter(user -> !user.admin())
              .map(GitlabUser::state);
      compare("gitlab states", texts(wanted.path("states")), counted(states), differences);
    }
    if (wanted.has("accounts")) {
      SortedMap<String, String> accounts =
          installation.gitlab().users().stream()
              .filter(user -> !user.admin())
              .collect(
                  Collectors.toMap(
                      GitlabUser::username,
                      GitlabUser::state,
                      (one, other) -> one + " and " + other,
                      TreeMap::new));
      compare("gitlab accounts", texts(wanted.path("accounts")), accounts, differences);
    }
  }

  private static SortedMap<String, String> counted(Stream<String> words) {
    return words.collect(
        Collectors.toMap(
            word -> word,
            word -> "1",
            (one, other) -> Integer.toString(Integer.parseInt(one) + Integer.parseInt(other)),
            TreeMap::new));
  }

  private void drone(JsonNode wanted, List<String> differences) {
    if (wanted.has("accounts")) {
      compare("drone accounts", texts(wanted.path("accounts")), droneAccounts(), differences);
    }
    if (wanted.has("people") && wanted.path("people").asInt() != droneAccounts().size()) {
      differences.add(
          "drone accounts: expected %s, was %d"
              .formatted(wanted.path("people"), droneAccounts().size()));
    }
  }

  private void hold(JsonNode wanted, List<String> differences) {
    JsonNode holds = operator("/holds?all=true").path("holds");
    if (matching(holds, wanted, "id", "trigger", "tool", "state", "people", "directory") != 1) {
      differences.add("holds: expected one %s, was %s".formatted(wanted, holds));
    }
  }

  private void openHolds(JsonNode wanted, List<String> differences) {
    JsonNode open = operator("/holds").path("open");
    if (open.asInt(-1) != wanted.asInt()) {
      differences.add("open holds: expected %s, was %s".formatted(wanted, open));
    }
  }

  private SortedMap<String, String> droneAccounts() {
    return installation.drone().users().stream()
        .filter(user -> !user.machine())
        .collect(
            Collectors.toMap(
                DroneUser::login,
                user -> user.admin() ? "admin" : "user",
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private void states(JsonNode wanted, List<String> differences) {
    for (Map.Entry<String, JsonNode> person : wanted.properties()) {
      SortedMap<String, String> states = new TreeMap<>();
      for (JsonNode tool :
          operator("/people/status?person=" + Installation.encoded(person.getKey()))
              .path("tools")) {
        if (person.getValue().has(tool.path("tool").asText())) {
          states.put(tool.path("tool").asText(), tool.path("state").asText());
        }
      }
      compare("states of " + person.getKey(), texts(person.getValue()), states, differences);
    }
  }

  private void why(JsonNode wanted, List<String> differences) {
    JsonNode answer =
        operator(
            "/why?tool=%s&person=%s"
                .formatted(
                    wanted.path("tool").asText(),
                    Installation.encoded(wanted.path("person").asText())));
    List<String> found = new ArrayList<>();
    for (JsonNode role : answer.path("roles")) {
      for (JsonNode reason : role.path("reasons")) {
        found.add(
            "%s %s because of %s at %s:%s, %s, %s"
                .formatted(
                    role.path("scope").asText(),
                    role.path("role").asText(),
                    reason.path("rule").asText(),
                    reason.path("file").asText(),
                    reason.path("line").asText(),
                    reason.path("group").asText("no group"),
                    role.path("cause").path("request").asText()));
      }
    }
    List<String> expected =
        StreamSupport.stream(wanted.path("roles").spliterator(), false)
            .map(JsonNode::asText)
            .map(text -> Play.filled(text, variables))
            .toList();
    if (!found.stream().sorted().toList().equals(expected.stream().sorted().toList())) {
      differences.add("why: expected %s, was %s".formatted(expected, found));
    }
  }

  private void unexplained(JsonNode wanted, List<String> differences) {
    JsonNode found = operator("/who?tool=" + wanted.path("tool").asText()).path("unexplained");
    if (matching(found, wanted, "scope", "login", "role") != 1) {
      differences.add("unexplained: expected %s, was %s".formatted(wanted, found));
    }
  }

  private void finding(JsonNode wanted, List<String> differences) {
    JsonNode tools =
        operator("/people/status?person=" + Installation.encoded(wanted.path("person").asText()))
            .path("tools");
    for (JsonNode tool : tools) {
      if (tool.path("tool").equals(wanted.path("tool"))
          && matching(tool.path("findings"), wanted, "kind", "scope") == 1) {
        return;
      }
    }
    differences.add("finding: expected %s, was %s".formatted(wanted, tools));
  }

  private void audit(JsonNode wanted, List<String> differences) {
    JsonNode entries =
        operator("/audit?limit=1000&person=" + Installation.encoded(wanted.path("person").asText()))
            .path("entries");
    long found =
        matching(entries, wanted, "type", "phase", "tool", "scope", "outcome", "actor", "request");
    boolean right = wanted.has("times") ? found == wanted.path("times").asInt() : found >= 1;
    if (!right) {
      differences.add("audit: expected %s, found %d in %s".formatted(wanted, found, entries));
    }
  }

  private void calls(JsonNode wanted, List<String> differences) {
    long found =
        installation.sandbox().tool(wanted.path("tool").asText()).requests().stream()
            .filter(entry -> entry.method().matches(wanted.path("method").asText()))
            .filter(entry -> entry.path().matches(wanted.path("path").asText()))
            .count();
    if (found != wanted.path("times").asInt()) {
      differences.add("calls: expected %s, found %d".formatted(wanted, found));
    }
  }

  /** How many elements have what is wanted of these fields. */
  private long matching(JsonNode elements, JsonNode wanted, String... fields) {
    return StreamSupport.stream(elements.spliterator(), false)
        .filter(element -> {
          for (String field : fields) {
            if (wanted.has(field)
                && !Play.filled(wanted.path(field).asText(), variables)
                    .equals(element.path(field).asText())) {
              return false;
            }
          }
          return true;
        })
        .count();
  }

  private JsonNode operator(String path) {
    return installation.operator().get(path).body();
  }

  private static SortedMap<String, String> texts(JsonNode node) {
    SortedMap<String, String> texts = new TreeMap<>();
    node.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  private static void compare(
      String what,
      SortedMap<String, String> expected,
      SortedMap<String, String> actual,
      List<String> differences) {
    if (!expected.equals(actual)) {
      differences.add("%s: expected %s, was %s".formatted(what, expected, actual));
    }
  }
}
