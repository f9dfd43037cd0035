package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** An identity provider that knows its people and groups by itself, whatever we have lost. */
final class RunbookProvider {

  private final Supplier<Client> scim;
  private final Map<String, Boolean> people = new LinkedHashMap<>();
  private final Map<String, Set<String>> groups = new LinkedHashMap<>();

  RunbookProvider(Supplier<Client> scim) {
    this.scim = scim;
  }

  /** Somebody is there, in these groups only; nothing is sent. */
  RunbookProvider has(String name, boolean active, String... in) {
    people.put(name, active);
    groups.values().forEach(members -> members.remove(name));
    for (String group : in) {
      groups.computeIfAbsent(group, unused -> new TreeSet<>()).add(name);
    }
    return this;
  }

  /** Looks for each user and group, and writes it in full. */
  void push() {
    Map<String, String> ids = new LinkedHashMap<>();
    people.forEach((name, active) -> ids.put(name, put("/Users", user(name, active))));
    groups.forEach((name, members) ->
        put(
            "/Groups",
            """
            {"displayName": "%s", "members": %s}
            """
                .formatted(
                    name,
                    RunbookCompany.of(members.stream().map(ids::get).toArray(String[]::new)))));
  }

  private static String user(String name, boolean active) {
    return """
    {"userName": "%1$s@acme.example", "externalId": "x-%1$s", "active": %2$s,
      "emails": [{"value": "%1$s@acme.example", "primary": true}]}
    """
        .formatted(name, active);
  }

  private String put(String path, String body) {
    String by = path.equals("/Users") ? "userName" : "displayName";
    String name = body.replaceAll("(?s).*\"" + by + "\": \"([^\"]*)\".*", "$1");
    JsonNode found =
        scim.get()
            .get(path + "?filter=" + Installation.encoded(by + " eq \"" + name + "\""))
            .body()
            .path("Resources");
    Client.Answer answer =
        found.isEmpty()
            ? scim.get().send("POST", path, body)
            : scim.get().send("PUT", path + "/" + found.path(0).path("id").asText(), body);
    assertThat(answer.status()).as("%s", answer.body()).isIn(200, 201, 204);
    return found.isEmpty() ? answer.body().path("id").asText() : found.path(0).path("id").asText();
  }
}
