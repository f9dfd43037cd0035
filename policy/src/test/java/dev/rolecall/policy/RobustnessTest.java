package dev.rolecall.policy;

import static dev.rolecall.policy.Acme.TOOLS;
import static dev.rolecall.policy.Acme.person;
import static dev.rolecall.policy.Acme.policy;
import static dev.rolecall.policy.Acme.usable;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RobustnessTest {
  private static final String CHARACTERS = "{}[]:,-&*!|>'\"\n\t #%@`?x.=()\\0u\u0000\ud83d";

  @Test
  void aSpoiledFileIsUsableOrReportedWithPlacesInsideIt() throws IOException {
    Random random = new Random(11);
    List<PolicyFile> files = ExampleOrganisationTest.files();
    for (int round = 0; round < 400; round++) {
      PolicyFile spoiled = spoiled(files.getFirst(), random);
      List<Problem> problems = Acme.problems(TOOLS, spoiled, files.getLast());
      long lines = spoiled.content().lines().count() + 1;
      assertThat(problems)
          .allSatisfy(problem -> assertThat(problem.line()).isBetween(1, (int) lines + 1))
          .allSatisfy(problem -> assertThat(problem.column()).isPositive());
    }
  }

  private static PolicyFile spoiled(PolicyFile file, Random random) {
    StringBuilder content = new StringBuilder(file.content());
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(content.length());
      char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      switch (random.nextInt(3)) {
        case 0 -> content.deleteCharAt(at);
        case 1 -> content.insert(at, c);
        case 2 -> content.setCharAt(at, c);
        default -> throw new AssertionError();
      }
    }
    return new PolicyFile(file.path(), content.toString());
  }

  @Test
  void expressionsMadeToHurtAreRefusedOrHarmless() {
    List<String> nasty =
        List.of(
            "!".repeat(4_000) + "user.active",
            "(".repeat(4_000),
            "user.title" + ".x".repeat(2_000) + " == ''",
            "user.title" + " + user.title".repeat(300) + " == ''",
            "user.title.matches('[')",
            "user.title.matches('(x{1000}){1000}')",
            "[1,2,3].all(a, [1,2,3].all(b, a + b > 0))",
            "1 / 0 == 1",
            "\"");
    for (String expression : nasty) {
      String quoted = expression.replace("'", "''");
      String rules =
          "rules:\n  - { id: r, when: '" + quoted + "', grant: { drone: { server: user } } }\n";
      Loaded loaded = Policies.load(List.of(policy(rules)), TOOLS);
      if (loaded instanceof Loaded.Usable usable) {
        assertThat(person("ana").by(usable.policy())).containsOnlyKeys("drone", "gitlab");
      }
    }
  }

  @Test
  void oneConditionServesManyThreadsAtOnce() throws Exception {
    Policy policy =
        usable(
            TOOLS,
            policy(
                """
                rules:
                  - id: r
                    when: user.title.startsWith("Lead") && user.department == user.division
                    grant: { drone: { server: user } }
                """));
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> right = new ArrayList<>();
      for (int i = 0; i < 2_000; i++) {
        boolean lead = i % 2 == 0;
        String department = "d" + i;
        right.add(
            threads.submit(() ->
                person("p")
                        .with("title", lead ? "Lead" : "Cook")
                        .with("department", department)
                        .with("division", department)
                        .roles("drone", policy)
                        .size()
                    == (lead ? 1 : 0)));
      }
      for (Future<Boolean> each : right) {
        assertThat(each.get()).isTrue();
      }
    }
  }
}
