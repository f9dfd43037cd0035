package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Many people at once, as an identity provider sends them that is in a hurry. */
final class Crowd {

  /** More than identity providers keep in flight; a thousand people then take seconds. */
  private static final int IN_FLIGHT = 32;

  private final Client scim;
  private final Map<String, String> variables;

  /**
   * @param variables where the ids of people and groups are found by their names
   */
  Crowd(Client scim, Map<String, String> variables) {
    this.scim = scim;
    this.variables = variables;
  }

  void join(Step.People people) throws InterruptedException {
    List<String> ids =
        each(people.count(), number -> created("/Users", user(people.prefix() + "-" + number)));
    for (int number = 1; number <= ids.size(); number++) {
      variables.put(people.prefix() + "-" + number, ids.get(number - 1));
    }
    people
        .group()
        .ifPresent(group -> {
          String members =
              ids.stream().map("{\"value\":\"%s\"}"::formatted).collect(Collectors.joining(","));
          variables.put(
              group,
              created(
                  "/Groups",
                  "{\"displayName\":\"%s\",\"members\":[%s]}".formatted(group, members)));
        });
  }

  void deactivate(Step.Deactivate step) throws InterruptedException {
    each(
        step.count(),
        number -> {
          String id = variables.get(step.prefix() + "-" + number);
          Client.Answer answer =
              scim.send(
                  "PATCH",
                  "/Users/" + id,
                  "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");
          assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
          return "gone";
        });
  }

  /** The id of what was created. */
  String created(String path, String body) {
    Client.Answer answer = scim.send("POST", path, body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  static String user(String name) {
    return """
    {"userName":"%1$s@acme.example","name":{"givenName":"%1$s","familyName":"Example"},
     "emails":[{"primary":true,"value":"%1$s@acme.example","type":"work"}],"active":true}
    """
        .formatted(name);
  }

  private static List<String> each(int count, IntFunction<String> request)
      throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
      List<Future<String>> answers =
          IntStream.rangeClosed(1, count)
              .mapToObj(number -> threads.submit(() -> request.apply(number)))
              .toList();
      List<String> ids = new ArrayList<>();
      for (Future<String> answer : answers) {
        ids.add(answer.get());
      }
      return ids;
    } catch (ExecutionException e) {
      throw new AssertionError("one of many was refused", e.getCause());
    }
  }
}
