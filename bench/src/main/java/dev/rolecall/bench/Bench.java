package dev.rolecall.bench;

import dev.rolecall.app.AllInOne;
import dev.rolecall.app.cli.TokenCommand;
import dev.rolecall.app.cli.TokenCommand.Token;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.service.config.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures an all-in-one on this machine and prints a table. Absolute numbers are this machine's;
 * the ratios to bare Kafka are what to compare. {@code policy-change} as the argument measures only
 * what commands feel of a policy that changes everybody's access.
 */
public final class Bench {

  private static final int ALONE = 200;
  private static final int TOGETHER = 800;
  private static final int IN_FLIGHT = 16;
  private static final int PUSHED = 60;
  private static final int EVERYBODY = 100_000;
  private static final String POLICY_CHANGE = "policy-change";
  private static final String POLICY = "policies/bench.yaml";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("rolecall-bench-");
    Token token = TokenCommand.random(new SecureRandom());
    try (Sandbox sandbox =
            Sandbox.start(
                List.of(SimulatorSpec.drone("drone", 0, DroneSeed.withAdmin("admin", "bench"))));
        AllInOne all =
            AllInOne.startWithSimulators(ConfigFile.read(config(data, sandbox, token), Map.of()));
        ScimLoad load = new ScimLoad(all.scim(), token.secret())) {
      if (List.of(arguments).equals(List.of(POLICY_CHANGE))) {
        if (!PolicyChange.measure(all, load, data.resolve(POLICY))) {
          throw new IllegalStateException("slower than it may be");
        }
      } else {
        measure(sandbox, all, load);
      }
    }
  }

  private static void measure(Sandbox sandbox, AllInOne all, ScimLoad load) throws Exception {
    Times bare = BareKafka.measure(all.kafka(), ALONE);
    row("bare Kafka: produce and consume, 1 in flight", bare, bare);
    List<String> people = new ArrayList<>();
    for (int i = 0; i < TOGETHER; i++) {
      people.add(load.createUser("load-" + i));
    }
    String quiet = load.createGroup("nobody-cares");
    row(
        "SCIM PATCH of one member, 1 in flight",
        load.addMembers(quiet, people.subList(0, ALONE), 1),
        bare);
    String busy = load.createGroup("nobody-cares-either");
    row(
        "SCIM PATCH of one member, " + IN_FLIGHT + " in flight",
        load.addMembers(busy, people, IN_FLIGHT),
        bare);
    row("SCIM push until the tool has the account", push(sandbox, load, people), bare);
    everybody(load);
  }

  /** The largest group that one request may name, put, read, changed and read again. */
  private static void everybody(ScimLoad load) throws Exception {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < EVERYBODY; i++) {
      members.add("member-" + i);
    }
    String group = load.createGroup("everybody");
    seconds(
        "SCIM PUT of 100,000 members into an empty group",
        load.putMembers(group, "everybody", members));
    seconds("SCIM GET of a group of 100,000", load.readMembers(group, EVERYBODY));
    seconds(
        "SCIM PUT of the same but one",
        load.putMembers(group, "everybody", members.subList(1, EVERYBODY)));
    seconds("SCIM GET of the rest", load.readMembers(group, EVERYBODY - 1));
  }

  private static void seconds(String what, Duration time) {
    System.out.printf("%-48s %.2f s%n", what, time.toMillis() / 1_000.0);
  }

  /** From the request to the account in the tool, one after the other. */
  private static Times push(Sandbox sandbox, ScimLoad load, List<String> people) throws Exception {
    String users = load.createGroup("drone-users");
    List<Duration> times = new ArrayList<>();
    Set<String> before = logins(sandbox);
    for (String person : people.subList(0, PUSHED)) {
      long start = System.nanoTime();
      load.addMembers(users, List.of(person), 1);
      while (logins(sandbox).size() == before.size()) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw new IllegalStateException("the tool did not get the account in time");
        }
        Thread.onSpinWait();
      }
      times.add(Duration.ofNanos(System.nanoTime() - start));
      before = logins(sandbox);
    }
    return Times.of(times);
  }

  private static Set<String> logins(Sandbox sandbox) {
    Set<String> logins = new HashSet<>();
    sandbox.drone("drone").users().forEach(user -> logins.add(user.login()));
    return logins;
  }

  private static void row(String what, Times times, Times bare) {
    System.out.printf(
        "%-48s %s   %5.1f x bare%n",
        what, times.text(), times.percentile(0.5) / bare.percentile(0.5));
  }

  private static Path config(Path data, Sandbox sandbox, Token token) throws Exception {
    Files.createDirectories(data.resolve(POLICY).getParent());
    Files.writeString(
        data.resolve(POLICY),
        """
        version: 1
        policy: bench
        owner: bench
        rules:
          - id: drone-users
            groups: drone-users
            grant: { drone: { server: user } }
        control:
          drone: { mode: enforce, manage: server }
        """);
    return Files.writeString(
        data.resolve("rolecall.yaml"),
        """
        http: { port: 0 }
        operator: { port: 0 }
        policies: { path: policies, publish: watch }
        directories:
          bench: { requests-per-second: 10000, tokens: [ { name: bench, sha256: "%s" } ] }
        tools:
          drone: { url: "%s", token: bench, account: { find: [userName|before-at], create-as: "{userName|before-at}" } }
        """
            .formatted(token.sha256(), sandbox.url("drone")));
  }
}
