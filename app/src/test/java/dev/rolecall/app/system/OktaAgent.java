package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Provisions and imports as Okta does: looks for somebody before it creates, takes a 409 for
 * somebody who came first and looks again, pages by what came and not by what it asked for.
 */
final class OktaAgent {

  /** Okta's. */
  private static final int PAGE = 100;

  /** What it keeps in flight. */
  private static final int IN_FLIGHT = 8;

  private final Client scim;

  OktaAgent(Client scim) {
    this.scim = scim;
  }

  /** Everybody's id, in the order of the names. */
  List<String> provision(List<String> userNames) throws Exception {
    return all(userNames, this::provision);
  }

  String provision(String userName) {
    return match("/Users", "userName", userName)
        .or(() -> create("/Users", "{\"userName\":\"%s\",\"active\":true}".formatted(userName)))
        .or(() -> match("/Users", "userName", userName))
        .orElseThrow();
  }

  /** Pushes groups, each with its members; answers with their ids. */
  List<String> push(List<String> names, List<List<String>> members) throws Exception {
    List<String> ids =
        all(
            names,
            name ->
                match("/Groups", "displayName", name)
                    .or(() -> create("/Groups", "{\"displayName\":\"%s\"}".formatted(name)))
                    .or(() -> match("/Groups", "displayName", name))
                    .orElseThrow());
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      positions.add(i);
    }
    all(positions, i -> add(ids.get(i), members.get(i)));
    return ids;
  }

  private String add(String group, List<String> members) {
    List<String> values = members.stream().map("{\"value\":\"%s\"}"::formatted).toList();
    Client.Answer answer =
        scim.send(
            "PATCH",
            "/Groups/" + group,
            """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
             "Operations":[{"op":"add","path":"members","value":[%s]}]}
            """
                .formatted(String.join(",", values)));
    assertThat(answer.status()).isEqualTo(204);
    return group;
  }

  private Optional<String> match(String endpoint, String attribute, String value) {
    Client.Answer answer =
        scim.get(
            "%s?filter=%s&startIndex=1&count=100"
                .formatted(
                    endpoint, Installation.encoded("%s eq \"%s\"".formatted(attribute, value))));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    JsonNode list = answer.body();
    assertThat(list.path("totalResults").asInt()).isLessThanOrEqualTo(1);
    return list.path("totalResults").asInt() == 0
        ? Optional.empty()
        : Optional.of(list.at("/Resources/0/id").asText());
  }

  /** Empty when somebody else was faster. */
  private Optional<String> create(String endpoint, String body) {
    Client.Answer answer = scim.send("POST", endpoint, body);
    assertThat(answer.status()).isIn(201, 409);
    return answer.status() == 201
        ? Optional.of(answer.body().path("id").asText())
        : Optional.empty();
  }

  /** Every id of an import with {@code startIndex}, as often as it came. */
  List<String> importByIndex(String endpoint) {
    List<String> ids = new ArrayList<>();
    int startIndex = 1;
    while (true) {
      JsonNode page =
          scim.get("%s?startIndex=%d&count=%d".formatted(endpoint, startIndex, PAGE)).body();
      page.path("Resources").forEach(each -> ids.add(each.path("id").asText()));
      int came = page.path("itemsPerPage").asInt();
      startIndex += came;
      if (came == 0 || startIndex > page.path("totalResults").asInt()) {
        return ids;
      }
    }
  }

  /** The same with cursors (RFC 9865). */
  List<String> importByCursor(String endpoint) {
    List<String> ids = new ArrayList<>();
    JsonNode page = scim.get("%s?cursor&count=%d".formatted(endpoint, PAGE)).body();
    while (true) {
      assertThat(page.path("Resources").isArray()).as(page.toString()).isTrue();
      page.path("Resources").forEach(each -> ids.add(each.path("id").asText()));
      String next = page.path("nextCursor").asText();
      if (next.isEmpty()) {
        return ids;
      }
      page = scim.get("%s?cursor=%s&count=%d".formatted(endpoint, next, PAGE)).body();
    }
  }

  static <A, B> List<B> all(List<A> work, java.util.function.Function<A, B> step) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
      List<Callable<B>> calls =
          work.stream().<Callable<B>>map(each -> () -> step.apply(each)).toList();
      List<B> results = new ArrayList<>();
      for (Future<B> each : threads.invokeAll(calls)) {
        results.add(each.get());
      }
      return results;
    }
  }
}
