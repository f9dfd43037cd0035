package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One playing of a scenario, with the values that its answers gave. */
final class Play {

  private final Installation installation;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final RemovalCalls removals;
  private final Newcomers newcomers;

  Play(Installation installation) {
    this.installation = installation;
    this.removals = new RemovalCalls(installation);
    this.newcomers = new Newcomers(installation);
  }

  void play(Scenario scenario) throws IOException, InterruptedException {
    try (removals) {
      for (Step step : scenario.steps()) {
        play(step);
      }
      new Expectations(installation, variables).await("in the end", scenario.then());
    }
  }

  private void play(Step step) throws IOException, InterruptedException {
    switch (step) {
      case Step.Exchange exchange -> exchange(exchange);
      case Step.Restart restart -> installation.restart();
      case Step.Down down ->
          installation
              .sandbox()
              .tool(down.tool())
              .faults()
              .add(FaultRule.on("*", ".*", Fault.closeBeforeChange()));
      case Step.Up up -> installation.sandbox().tool(up.tool()).faults().clear();
      case Step.LostResponse lost ->
          installation
              .sandbox()
              .tool(lost.tool())
              .faults()
              .add(FaultRule.on(lost.method(), lost.path(), Fault.loseResponse()).once());
      case Step.ByHand hand ->
          installation
              .gitlab()
              .setMemberByHand(hand.group(), hand.username(), Levels.of(hand.level()));
      case Step.PolicyFile policy -> policy(policy);
      case Step.People people -> crowd().join(people);
      case Step.Deactivate leavers -> crowd().deactivate(leavers);
      case Step.FromNowOn now -> removals.forget();
      case Step.Removals expected -> removals.assertExactly(expected);
      case Step.Unaffected others -> newcomers.join();
      case Step.Until until ->
          new Expectations(installation, variables).await(until.title(), until.expected());
    }
  }

  /** A bundle that waits for a decision is known to later steps as {@code {{hold}}}. */
  private void policy(Step.PolicyFile policy) throws IOException {
    JsonNode answer = installation.writePolicy(policy.file(), policy.content());
    if (answer.path("hold").isTextual()) {
      variables.put("hold", answer.path("hold").asText());
    }
  }

  private Crowd crowd() {
    return new Crowd(installation.scim(Installation.DIRECTORY), variables);
  }

  private void exchange(Step.Exchange exchange) {
    Client client =
        exchange.directory().equals(Step.OPERATOR)
            ? installation.operator()
            : installation.scim(exchange.directory());
    Client.Answer answer =
        client.send(
            exchange.method(),
            filled(exchange.path(), variables),
            exchange.headers(),
            filled(exchange.body(), variables));
    assertThat(answer.status())
        .as("%s: %s", exchange.title(), answer.response().body())
        .isEqualTo(exchange.status());
    exchange
        .captures()
        .forEach((name, pointer) -> variables.put(name, answer.body().at(pointer).asText()));
  }

  static String filled(String text, Map<String, String> variables) {
    String filled = text;
    for (Map.Entry<String, String> each : variables.entrySet()) {
      filled = filled.replace("{{" + each.getKey() + "}}", each.getValue());
    }
    return filled;
  }
}
