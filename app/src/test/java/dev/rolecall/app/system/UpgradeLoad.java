package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.locks.LockSupport;

/**
 * An identity provider that goes on writing while services come and go: somebody joins and becomes
 * a member, and what got no answer, or a refusal of the moment, is tried again until it is done.
 */
final class UpgradeLoad implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

  private final Client scim;
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Set<String> members = new ConcurrentSkipListSet<>();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile String group = "";

  UpgradeLoad(Client scim) {
    this.scim = scim.waiting(Duration.ofSeconds(12));
    this.thread = Thread.ofVirtual().start(this::run);
  }

  private void run() {
    group = made("/Groups", "displayName", "everybody", "{\"displayName\": \"everybody\"}");
    for (int i = 0; !stopped; i++) {
      String name = "p" + i;
      String user = name + "@acme.example";
      String id =
          made(
              "/Users",
              "userName",
              user,
              "{\"userName\": \"%1$s\", \"emails\": [{\"value\": \"%1$s\"}]}".formatted(user));
      if (id.isEmpty()) {
        return;
      }
      ids.put(name, id);
      if (joined(id)) {
        members.add(name);
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** Its id; empty when we were stopped before it was there. */
  private String made(String path, String by, String name, String body) {
    while (!stopped) {
      JsonNode answer = attempt("POST", path, body, Set.of(201, 409));
      if (answer.hasNonNull("id")) {
        return answer.path("id").asText();
      }
      // It may have been made when the answer was lost.
      String filter = Installation.encoded(by + " eq \"" + name + "\"");
      JsonNode found = attempt("GET", path + "?filter=" + filter, "", Set.of(200));
      if (found.path("totalResults").asInt() == 1) {
        return found.at("/Resources/0/id").asText();
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return "";
  }

  private boolean joined(String id) {
    String patch =
        """
        {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
          "Operations": [{"op": "add", "path": "members", "value": [{"value": "%s"}]}]}
        """
            .formatted(id);
    while (!stopped) {
      if (!attempt("PATCH", "/Groups/" + group, patch, Set.of(200, 204)).isMissingNode()) {
        return true;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    return false;
  }

  /** What was answered; missing when nothing was, or something else. */
  private JsonNode attempt(String method, String path, String body, Set<Integer> wanted) {
    JsonNode missing = MissingNode.getInstance();
    try {
      Client.Answer answer = scim.attempt(method, path, Map.of(), body);
      if (!wanted.contains(answer.status())) {
        return missing;
      }
      return answer.body().isMissingNode() ? NullNode.getInstance() : answer.body();
    } catch (IOException nobodyThere) {
      return missing;
    }
  }

  /** Until so many more have become members. */
  void awaitMore(int people) {
    int before = members.size();
    await().atMost(PATIENCE).until(() -> members.size() >= before + people);
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join(PATIENCE);
  }

  /** Who was answered to be a member. */
  Set<String> written() {
    return Set.copyOf(members);
  }

  /** Everybody is there once, and every member is one; of the last one nobody may know yet. */
  void assertNothingIsLost() {
    Set<String> found = ConcurrentHashMap.newKeySet();
    for (Map.Entry<String, String> each : ids.entrySet()) {
      JsonNode user = scim.get("/Users/" + each.getValue()).body();
      assertThat(user.path("userName").asText()).isEqualTo(each.getKey() + "@acme.example");
      if (user.path("groups").toString().contains(group)) {
        found.add(each.getKey());
      }
    }
    assertThat(found).containsAll(members);
    assertThat(scim.get("/Users?count=0").body().path("totalResults").asInt())
        .isBetween(ids.size(), ids.size() + 1);
  }

  @Override
  public void close() {
    stopped = true;
  }
}
