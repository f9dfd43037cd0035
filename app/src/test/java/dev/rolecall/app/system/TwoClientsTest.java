package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who write to one group at the same time lose nothing of each other. */
class TwoClientsTest {

  private static final int EACH = 500;

  /** What an identity provider keeps in flight. */
  private static final int IN_FLIGHT = 8;

  @Test
  void twoClientsThatAddFiveHundredMembersEachLeaveAThousandMembers(@TempDir Path folder)
      throws Exception {
    try (Installation installation = Installation.start(folder, Yaml.read("policy: {}\n"))) {
      Client scim = installation.scim(Installation.DIRECTORY);
      List<String> people =
          all(
              IntStream.range(0, 2 * EACH)
                  .<Callable<String>>mapToObj(number -> () -> join(scim, number))
                  .toList(),
              2 * IN_FLIGHT);
      String group = group(scim);
      try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
        Future<?> one = clients.submit(() -> addEach(scim, group, people.subList(0, EACH)));
        Future<?> other =
            clients.submit(() -> addEach(scim, group, people.subList(EACH, 2 * EACH)));
        one.get();
        other.get();
      }
      assertThat(members(scim, group)).containsExactlyInAnyOrderElementsOf(people);
      assertThat(groupsOf(scim, people.get(EACH))).containsExactly(group);
    }
  }

  private static List<String> addEach(Client scim, String group, List<String> people)
      throws Exception {
    return all(
        people.stream()
            .<Callable<String>>map(person ->
                () -> {
                  Client.Answer answer = scim.send("PATCH", "/Groups/" + group, add(person));
                  assertThat(answer.status()).isEqualTo(204);
                  return person;
                })
            .toList(),
        IN_FLIGHT);
  }

  private static <T> List<T> all(List<Callable<T>> work, int atOnce) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(work)) {
        results.add(each.get());
      }
      return results;
    }
  }

  private static String join(Client scim, int number) {
    Client.Answer answer =
        scim.send("POST", "/Users", "{\"userName\":\"user-%d@acme.example\"}".formatted(number));
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  private static String group(Client scim) {
    Client.Answer answer = scim.send("POST", "/Groups", "{\"displayName\":\"everybody\"}");
    assertThat(answer.status()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  private static String add(String person) {
    return """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[
     {"op":"Add","path":"members","value":[{"$ref":null,"value":"%s"}]}]}
    """
        .formatted(person);
  }

  private static List<String> members(Client scim, String group) {
    List<String> members = new ArrayList<>();
    scim.get("/Groups/" + group)
        .body()
        .path("members")
        .forEach(member -> members.add(member.path("value").asText()));
    return members;
  }

  private static Set<String> groupsOf(Client scim, String person) {
    Set<String> groups = new HashSet<>();
    for (JsonNode group : scim.get("/Users/" + person).body().path("groups")) {
      groups.add(group.path("value").asText());
    }
    return groups;
  }
}
