package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * An identity provider that writes one request after the other and repeats what got no answer or a
 * 503, as the real ones do. It remembers what must be so.
 */
final class WritingProvider {

  private static final int PEOPLE = 14;
  private static final List<String> GROUPS = List.of("payments", "web");
  private static final int MOST_ATTEMPTS = 20_000;

  private static final class Remembered {
    final String id;
    boolean active = true;
    int deactivations;

    Remembered(String id) {
      this.id = id;
    }
  }

  private final Client scim;
  private final RandomGenerator random;
  private final AtomicInteger answered = new AtomicInteger();
  private final SortedMap<String, Remembered> people = new TreeMap<>();
  private final Map<String, String> groups = new LinkedHashMap<>();
  private final Map<String, List<String>> members = new LinkedHashMap<>();

  WritingProvider(Client scim, RandomGenerator random) {
    this.scim = scim;
    this.random = random;
  }

  /** How many writes were answered with a success so far. */
  int answered() {
    return answered.get();
  }

  /** Writes until it is enough and everything was answered. */
  void write(BooleanSupplier enough) {
    for (String group : GROUPS) {
      groups.put(group, create("/Groups", "displayName", group, "{\"displayName\":\"%s\"}"));
      members.put(group, new ArrayList<>());
    }
    for (int i = 0; i < PEOPLE; i++) {
      join("person-" + i);
      change();
    }
    while (!enough.getAsBoolean()) {
      change();
      pause();
    }
  }

  private void join(String login) {
    String id =
        create(
            "/Users",
            "userName",
            login + "@acme.example",
            "{\"userName\":\"%1$s\",\"active\":true,\"emails\":[{\"value\":\"%1$s\",\"primary\":true}]}");
    people.put(login, new Remembered(id));
  }

  private void change() {
    List<String> logins = List.copyOf(people.keySet());
    String login = logins.get(random.nextInt(logins.size()));
    Remembered person = people.get(login);
    if (person == null) {
      throw new IllegalStateException("nobody is called " + login);
    }
    if (random.nextInt(5) == 0) {
      person.active = !person.active;
      person.deactivations += person.active ? 0 : 1;
      patch(
          "/Users/" + person.id,
          "{\"op\":\"Replace\",\"path\":\"active\",\"value\":\"%s\"}"
              .formatted(person.active ? "True" : "False"));
      return;
    }
    String group = GROUPS.get(random.nextInt(GROUPS.size()));
    List<String> those = members.getOrDefault(group, new ArrayList<>());
    boolean adds = !those.remove(login);
    if (adds) {
      those.add(login);
    }
    patch(
        "/Groups/" + groups.get(group),
        "{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}"
            .formatted(adds ? "Add" : "Remove", person.id));
  }

  private String create(String path, String attribute, String name, String body) {
    Client.Answer answer = repeated("POST", path, body.formatted(name));
    if (answer.status() == 201) {
      answered.incrementAndGet();
      return answer.body().path("id").asText();
    }
    // The first attempt had taken effect: providers look for what they find taken.
    assertThat(answer.status()).isEqualTo(409);
    String filter = Installation.encoded(attribute + " eq \"" + name + "\"");
    Client.Answer found = repeated("GET", path + "?filter=" + filter, "");
    assertThat(found.body().path("totalResults").asInt()).isEqualTo(1);
    answered.incrementAndGet();
    return found.body().at("/Resources/0/id").asText();
  }

  private void patch(String path, String operation) {
    Client.Answer answer =
        repeated(
            "PATCH",
            path,
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}"
                .formatted(operation));
    assertThat(answer.status()).as(path).isIn(200, 204);
    answered.incrementAndGet();
  }

  private Client.Answer repeated(String method, String path, String body) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        Client.Answer answer = scim.attempt(method, path, Map.of(), body);
        if (answer.status() != 503) {
          return answer;
        }
      } catch (IOException noAnswer) {
        pause();
      }
    }
    throw new IllegalStateException("no answer for " + method);
  }

  /** Short, but not a busy loop while the process starts. */
  private static void pause() {
    LockSupport.parkNanos(10_000_000);
  }

  /** Who must hold a role by being in the group, and active. */
  SortedMap<String, String> holders(String group, String role) {
    SortedMap<String, String> holders = new TreeMap<>();
    for (String login : members.getOrDefault(group, List.of())) {
      Remembered person = people.get(login);
      if (person != null && person.active) {
        holders.put(login, role);
      }
    }
    return holders;
  }

  List<String> people() {
    return people.values().stream().map(person -> person.id).toList();
  }

  int deactivations(String id) {
    return people.values().stream()
        .filter(person -> person.id.equals(id))
        .mapToInt(person -> person.deactivations)
        .sum();
  }

  /** Everything that was answered is what reads now answer. */
  void checkVisible() {
    people.forEach((login, person) -> {
      Client.Answer answer = scim.get("/Users/" + person.id);
      assertThat(answer.body().path("userName").asText()).isEqualTo(login + "@acme.example");
      assertThat(answer.body().path("active").asBoolean()).as(login).isEqualTo(person.active);
    });
    groups.forEach((name, id) -> {
      List<String> found = new ArrayList<>();
      scim.get("/Groups/" + id)
          .body()
          .path("members")
          .forEach(member -> found.add(member.path("value").asText()));
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              members.getOrDefault(name, List.of()).stream()
                  .map(login -> java.util.Objects.requireNonNull(people.get(login)).id)
                  .toList());
    });
  }
}
