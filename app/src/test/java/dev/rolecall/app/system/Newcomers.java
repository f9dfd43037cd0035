package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * People whom a hold does not concern: each joins one team and then a second one, and both must be
 * as fast as ever. The scenario's policy makes members of {@code others:PLACE} reporters of that
 * group of GitLab, for {@code bystanders} and {@code onlookers}.
 */
final class Newcomers {

  /** Ten times what it takes on an idle machine, because the machine is not. */
  private static final Duration AS_EVER = Duration.ofSeconds(5);

  private final Installation installation;
  private final Map<String, String> groups = new LinkedHashMap<>();
  private int number;

  Newcomers(Installation installation) {
    this.installation = installation;
  }

  void join() {
    number++;
    String name = "newcomer-" + number;
    Client scim = installation.scim(Installation.DIRECTORY);
    String id = new Crowd(scim, Map.of()).created("/Users", Crowd.user(name));
    add(scim, "bystanders", id);
    await(name, "bystanders");
    add(scim, "onlookers", id);
    await(name, "onlookers");
  }

  private void add(Client scim, String place, String person) {
    String member = "[{\"value\":\"%s\"}]".formatted(person);
    String group = groups.get(place);
    if (group == null) {
      String name = "others:" + place;
      String body = "{\"displayName\":\"%s\",\"members\":%s}".formatted(name, member);
      groups.put(place, new Crowd(scim, Map.of()).created("/Groups", body));
      return;
    }
    String operation = "{\"op\":\"add\",\"path\":\"members\",\"value\":%s}".formatted(member);
    Client.Answer answer =
        scim.send("PATCH", "/Groups/" + group, "{\"Operations\":[%s]}".formatted(operation));
    assertThat(answer.status()).isEqualTo(204);
  }

  private void await(String name, String place) {
    Awaitility.await("%s is in %s".formatted(name, place))
        .atMost(AS_EVER)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> installation.gitlab().member(place, name).isPresent());
  }
}
