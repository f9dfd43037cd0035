package dev.rolecall.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthTest {

  @Test
  void aServiceIsReadyWhenNoPartHasAProblem() {
    AtomicReference<Optional<String>> view = new AtomicReference<>(Optional.of("still reading"));
    Health health = new Health();
    health.add("view", view::get);
    health.add("outcomes", Optional::empty);

    assertThat(health.problems()).containsOnlyKeys("view").containsValue("still reading");

    view.set(Optional.empty());
    assertThat(health.problems()).isEmpty();
  }

  @Test
  void aWarningDoesNotMakeAServiceUnready() {
    Health health = new Health();
    health.caution("tokens", () -> Map.of("token okta", "expires in 3 days"));

    assertThat(health.problems()).isEmpty();
    assertThat(health.warnings()).containsEntry("token okta", "expires in 3 days");
  }
}
