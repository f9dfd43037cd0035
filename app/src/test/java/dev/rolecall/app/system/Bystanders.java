package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Others who write to the same directory, without a pause, until they are closed. */
final class Bystanders implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean isOver = new AtomicBoolean();
  private final AtomicInteger writes = new AtomicInteger();
  private final List<Future<?>> writers = new java.util.ArrayList<>();
  private final Client scim;

  Bystanders(Client scim) {
    this.scim = scim;
  }

  /** One creates people and renames them. */
  Bystanders join(String prefix) {
    return write(number -> {
      String name = "%s-%d@acme.example".formatted(prefix, number);
      Client.Answer answer = scim.send("POST", "/Users", "{\"userName\":\"%s\"}".formatted(name));
      assertThat(answer.status()).isEqualTo(201);
      String id = answer.body().path("id").asText();
      String renamed = "{\"userName\":\"renamed-%s\"}".formatted(name);
      assertThat(scim.send("PUT", "/Users/" + id, renamed).status()).isEqualTo(200);
    });
  }

  /** One changes people's names and who is in a group. */
  Bystanders change(List<String> people, List<String> groups) {
    return write(number -> {
      String person = people.get(number * 7 % people.size());
      String group = groups.get(number % groups.size());
      assertThat(scim.send("PATCH", "/Users/" + person, displayName(number)).status())
          .isEqualTo(200);
      String operation = number % 2 == 0 ? "add" : "remove";
      assertThat(scim.send("PATCH", "/Groups/" + group, member(operation, person)).status())
          .isEqualTo(204);
    });
  }

  /** One deletes these people, in this order, until nobody is left. */
  Bystanders delete(List<String> people) {
    Queue<String> left = new ArrayDeque<>(people);
    return write(number -> {
      String person = left.poll();
      if (person != null) {
        assertThat(scim.send("DELETE", "/Users/" + person, "").status()).isEqualTo(204);
      }
    });
  }

  /** How many rounds of writing were done. */
  int writes() {
    return writes.get();
  }

  private interface Round {
    void write(int number) throws Exception;
  }

  private Bystanders write(Round round) {
    writers.add(
        threads.submit(() -> {
          for (int number = 0; !isOver.get(); number++) {
            round.write(number);
            writes.incrementAndGet();
          }
          return null;
        }));
    return this;
  }

  private static String displayName(int number) {
    return patch(
        "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Name %d\"}".formatted(number));
  }

  private static String member(String operation, String person) {
    String path =
        operation.equals("add") ? "members" : "members[value eq \\\"%s\\\"]".formatted(person);
    String value = operation.equals("add") ? ",\"value\":[{\"value\":\"%s\"}]" : "";
    return patch(
        "{\"op\":\"%s\",\"path\":\"%s\"%s}".formatted(operation, path, value.formatted(person)));
  }

  private static String patch(String operation) {
    return """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[%s]}
    """
        .formatted(operation);
  }

  /** Fails when a writer was refused. */
  void finish() throws Exception {
    isOver.set(true);
    for (Future<?> writer : writers) {
      writer.get();
    }
  }

  @Override
  public void close() {
    isOver.set(true);
    threads.close();
  }
}
