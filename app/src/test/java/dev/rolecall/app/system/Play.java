package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One playing of a scenario, with the values that its answers gave. */
final class Play {

  private final Installation installation;
  private final Map<String, String> variables = new LinkedHashMap<>();

  Play(Installation installation) {
    this.installation = installation;
  }

  void play(Scenario scenario) throws IOException, InterruptedException {
    for (Step step : scenario.steps()) {
      play(step);
    }
    new Expectations(installation, variables).await("in the end", scenario.then());
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
      case Step.PolicyFile policy -> installation.writePolicy(policy.file(), policy.content());
      case Step.Until until ->
          new Expectations(installation, variables).await(until.title(), until.expected());
    }
  }

  private void exchange(Step.Exchange exchange) {
    Client.Answer answer =
        installation
            .scim(exchange.directory())
            .send(
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
