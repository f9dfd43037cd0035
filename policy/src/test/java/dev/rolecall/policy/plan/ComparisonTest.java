package dev.rolecall.policy.plan;

import static dev.rolecall.policy.plan.Staff.ENFORCED;
import static dev.rolecall.policy.plan.Staff.policy;
import static dev.rolecall.policy.plan.Staff.tool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Mode;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.ScopeMode;
import dev.rolecall.policy.plan.PolicyPlan.Outcome;
import dev.rolecall.policy.plan.ToolPlan.Counts;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final String CONVENTION =
      """
      rules:
        - id: convention
          groups: "gitlab:{scope}:{role=guest|developer|maintainer|owner}"
          grant: { gitlab: { "{scope}": "{role}" } }
      """;

  private static final String JENKINS =
      """
        - id: builders
          groups: builders
          grant: { jenkins: { "folder:web": [read, build] } }
      """;

  private static final Policy BEFORE = policy(ENFORCED + CONVENTION + JENKINS);

  @Test
  void theSameBundleChangesNothing() {
    PolicyPlan plan = company().plan(BEFORE);

    assertThat(plan.outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(plan.people()).isEqualTo(4);
    assertThat(plan.touched()).isZero();
    assertThat(plan.tools()).allMatch(ToolPlan::isEmpty);
    assertThat(tool(plan, "gitlab").held()).isEqualTo(3);
    assertThat(plan.holds()).isEmpty();
  }

  @Test
  void whatComesGoesAndChangesIsCountedByTool() {
    PolicyPlan plan =
        company()
            .plan(
                policy(
                    ENFORCED
                        + CONVENTION.replace("|maintainer|owner", "|maintainer")
                        + """
                          - id: builders
                            groups: builders
                            grant: { jenkins: { "folder:web": [read, deploy] } }
                          - id: everybody
                            when: user.active
                            grant: { gitlab: { pay: developer } }
                        """));

    // ada: owner of core → none; developer of pay. linus: guest of pay → developer; cy: + developer
    assertThat(tool(plan, "gitlab").counts()).isEqualTo(new Counts(3, 1, 0, 1, 4, 0, 0, 0));
    assertThat(tool(plan, "jenkins").counts()).isEqualTo(new Counts(1, 0, 0, 1, 1, 0, 0, 0));
    assertThat(plan.touched()).isEqualTo(4);
    // The template takes less than it did, and ada has nothing by it any more.
    assertThat(plan.outcome()).isEqualTo(Outcome.HELD);
  }

  @Test
  void samplesComeMostPrivilegedFirstWithTheRulesForAndAgainst() {
    PolicyPlan plan = company().plan(policy(ENFORCED + CONVENTION.replace("|owner", "")));

    List<Change> samples = tool(plan, "gitlab").samples();
    assertThat(samples).hasSize(1);
    Change lost = samples.getFirst();
    assertThat(lost.kind()).isEqualTo(Change.Kind.REVOKED);
    assertThat(lost.person()).isEqualTo("ada");
    assertThat(lost.from()).isEqualTo("owner");
    assertThat(lost.gave()).extracting(Ground::rule).containsExactly("convention");
    assertThat(lost.gives()).isEmpty();
    assertThat(tool(plan, "gitlab").counts().losingAll()).isEqualTo(1);
  }

  @Test
  void aLowerRoleOfALadderIsOneChangeAndALoss() {
    PolicyPlan plan =
        company()
            .plan(
                policy(
                    ENFORCED
                        + """
                        rules:
                          - id: guests
                            groups: "gitlab:{scope}:{role}"
                            grant: { gitlab: { "{scope}": guest } }
                        """
                        + JENKINS));

    assertThat(tool(plan, "gitlab").counts()).isEqualTo(new Counts(0, 2, 2, 0, 2, 0, 0, 0));
    assertThat(tool(plan, "gitlab").samples())
        .extracting(Change::from)
        .containsExactly("owner", "developer");
  }

  @Test
  void theDigestIsTheSameInWhateverOrderPeopleComeAndOtherForOtherChanges() {
    Policy after = policy(ENFORCED + CONVENTION.replace("|owner", ""));
    Staff company = company();
    List<Person> order = company.everybody();
    String first = company.plan(company.question(after), order).digest();
    Collections.reverse(order);

    assertThat(company.plan(company.question(after), order).digest()).isEqualTo(first);
    assertThat(company().with("eve", "gitlab:web:owner").plan(after).digest()).isNotEqualTo(first);
    assertThat(company().with("eve", "gitlab:web:guest").plan(after).digest()).isEqualTo(first);
  }

  @Test
  void countsAddUpForRandomCompaniesAndBundles() {
    Random random = new Random(20261122);
    for (int round = 0; round < 50; round++) {
      Policy before = random(random);
      Policy after = random(random);
      Staff company = new Staff(before);
      for (int i = 0; i < 40; i++) {
        company.with("p" + i, groups(random));
      }
      PolicyPlan there = company.plan(after);
      PolicyPlan back = afterwards(company, after).plan(before);
      for (ToolPlan tool : there.tools()) {
        Counts counts = tool.counts();
        ToolPlan inverse = tool(back, tool.tool());
        assertThat(tool.held() + counts.granted() - counts.revoked()).isEqualTo(inverse.held());
        assertThat(inverse.counts().granted()).isEqualTo(counts.revoked());
        assertThat(inverse.counts().revoked()).isEqualTo(counts.granted());
        assertThat(inverse.counts().people()).isEqualTo(counts.people());
        assertThat(tool.samples().size())
            .isEqualTo((int) Math.min(ToolTally.MOST_SAMPLES, counts.changes()));
      }
      assertThat(afterwards(company, after).plan(after).outcome()).isNotEqualTo(Outcome.CHANGES);
    }
  }

  private static Staff afterwards(Staff company, Policy after) {
    Staff later = new Staff(after);
    company
        .everybody()
        .forEach(person ->
            later.with(
                person.getId(),
                person.getGroups().stream()
                    .map(group -> group.getDisplayName())
                    .toArray(String[]::new)));
    return later;
  }

  private static Policy random(Random random) {
    String rules =
        new Random(random.nextLong())
            .ints(1 + random.nextInt(5), 0, 6)
            .distinct()
            .mapToObj(i -> rule(i, random))
            .collect(Collectors.joining());
    return policy(ENFORCED + "rules:\n" + rules);
  }

  private static String rule(int number, Random random) {
    String role = List.of("guest", "developer", "maintainer", "owner").get(random.nextInt(4));
    String build = List.of("read", "build", "deploy").get(random.nextInt(3));
    return """
      - id: rule-%d
        groups: g%d
        grant: { gitlab: { "s%d": %s }, jenkins: { "folder:web": [%s] } }
    """
        .formatted(number, number, number % 3, role, build);
  }

  private static String[] groups(Random random) {
    List<String> groups = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      if (random.nextInt(3) == 0) {
        groups.add("g" + i);
      }
    }
    return groups.toArray(String[]::new);
  }

  @Test
  void anotherEndOfTheSameRoleIsAChange() {
    Person ada = Staff.person("ada", "gitlab:core:owner");
    Access access =
        Staff.access(
            ada,
            "gitlab",
            List.of(
                new dev.rolecall.policy.ResolvedGrant(
                    "core", "owner", Instant.parse("2027-01-01T00:00:00Z"), List.of())));

    PolicyPlan plan = new Staff(BEFORE).with(ada, access).plan(BEFORE);

    assertThat(tool(plan, "gitlab").counts()).isEqualTo(new Counts(0, 1, 0, 0, 1, 0, 0, 0));
  }

  @Test
  void whoHasNoAccountOrWhoseAccountIsAnothersWaitsAndIsNoChange() {
    Person twin = Staff.person("twin", "gitlab:core:owner");
    Access conflict = Staff.access(twin, "gitlab", List.of());
    conflict.setDisposition(Disposition.CONFLICT);

    PolicyPlan plan =
        new Staff(policy(ENFORCED + "rules: []\n"))
            .with(twin, conflict)
            .with(Staff.person("nobody", "gitlab:core:owner"))
            .with(Staff.person("nobody-either"))
            .plan(policy(ENFORCED + CONVENTION));

    assertThat(tool(plan, "gitlab").counts()).isEqualTo(new Counts(0, 0, 0, 0, 0, 0, 2, 0));
    assertThat(plan.outcome()).isEqualTo(Outcome.UNCHANGED);
  }

  @Test
  void callsFollowFromTheConnectorAndTheMode() {
    Policy none = policy(ENFORCED + "rules: []\n");
    Staff company = new Staff(none).with("ada").with("grace");
    company.with(Staff.person("joiner", "gitlab:core:owner", "gitlab:pay:guest"));

    // Two looks at a person (1) and two scopes (2 each), and two changes (3 each).
    assertThat(tool(company.plan(policy(ENFORCED + CONVENTION)), "gitlab").calls())
        .isEqualTo(2 * (1 + 2 * 2) + 2 * 3);
    PolicyPlan observed = company.plan(policy(ENFORCED.replace("enforce", "observe") + CONVENTION));
    assertThat(tool(observed, "gitlab").mode()).isEqualTo(Mode.OBSERVE);
    assertThat(tool(observed, "gitlab").calls()).isEqualTo(1 + 2 * 2);
  }

  @Test
  void whatWasOnlyReportedCostsCallsWhenItIsDone() {
    Policy observed = policy(ENFORCED.replace("enforce", "observe") + CONVENTION);
    Staff company = new Staff(observed).with("ada", "gitlab:core:owner", "gitlab:pay:guest");

    PolicyPlan plan = company.plan(policy(ENFORCED + CONVENTION));

    assertThat(tool(plan, "gitlab").counts().changes()).isZero();
    assertThat(tool(plan, "gitlab").calls()).isEqualTo(2 * (1 + 2 * 2) + 2 * 3);
    assertThat(plan.outcome()).isEqualTo(Outcome.CHANGES);
  }

  @Test
  void changesInScopesThatNobodyManagesAreToldApart() {
    String little = ENFORCED.replace("[\"**\"]", "[pay]");
    Staff company =
        new Staff(policy(little + "rules: []\n"))
            .with(Staff.person("ada", "gitlab:core:owner", "gitlab:pay:guest"));

    PolicyPlan plan = company.plan(policy(little + CONVENTION));

    assertThat(tool(plan, "gitlab").counts()).isEqualTo(new Counts(2, 0, 0, 0, 1, 0, 0, 1));
    assertThat(tool(plan, "gitlab").calls()).isEqualTo(2 * (1 + 2 * 2) + 3);
  }

  @Test
  void otherSettingsAreAChangeOfTheirOwn() {
    PolicyPlan plan =
        company().plan(policy(ENFORCED.replace("\"**\"", "core, pay") + CONVENTION + JENKINS));

    SettingsChange settings = tool(plan, "gitlab").settings().orElseThrow();
    assertThat(settings.managed()).containsExactly("core", "pay");
    assertThat(settings.released()).containsExactly("**");
    assertThat(tool(plan, "jenkins").settings()).isEmpty();
    assertThat(plan.outcome()).isEqualTo(Outcome.CHANGES);
  }

  @Test
  void modesOfScopesAndLeaversAreSettingsToo() {
    String further =
        ENFORCED.replace(
            "gitlab:  { mode: enforce,",
            "gitlab: { mode: enforce, modes: { core: observe }, leavers: propose,");
    assertThat(further).isNotEqualTo(ENFORCED);
    PolicyPlan plan = company().plan(policy(further + CONVENTION + JENKINS));

    SettingsChange settings = tool(plan, "gitlab").settings().orElseThrow();
    assertThat(settings.modes()).contains(List.of(new ScopeMode("core", Mode.OBSERVE)));
    assertThat(settings.offboards()).contains(false);
    assertThat(plan.digest())
        .isNotEqualTo(company().plan(policy(ENFORCED + CONVENTION + JENKINS)).digest());
  }

  @Test
  void whatIsOnlyObservedInAScopeIsNoLoss() {
    String observed =
        ENFORCED.replace(
            "gitlab:  { mode: enforce,", "gitlab: { mode: enforce, modes: { core: observe },");
    PolicyPlan plan = company().plan(policy(observed + "rules: []\n"));
    PolicyPlan all = company().plan(policy(ENFORCED + "rules: []\n"));

    assertThat(tool(plan, "gitlab").counts()).isEqualTo(tool(all, "gitlab").counts());
    assertThat(tool(plan, "gitlab").losses()).isEqualTo(tool(all, "gitlab").losses() - 1);
  }

  @Test
  void scopesThatAToolDoesNotHaveAreCountedWithOneSampleEach() {
    Policy prefixed =
        policy(
            ENFORCED
                + """
                rules:
                  - id: folders
                    groups: "ci:{scope/**}"
                    grant: { jenkins: { "folder:{scope}": [read] } }
                """);
    PolicyPlan plan =
        new Staff(prefixed).with("ada", "ci:a/b").with("grace", "ci:a/b", "ci:ok").plan(prefixed);

    assertThat(plan.findingsTotal()).isEqualTo(2);
    assertThat(plan.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.people()).isEqualTo(2);
          assertThat(finding.rule().rule()).isEqualTo("folders");
        });
  }

  private static Staff company() {
    return new Staff(BEFORE)
        .with("ada", "gitlab:core:owner")
        .with("linus", "gitlab:pay:guest")
        .with("cy", "builders")
        .with("dev", "gitlab:web:developer");
  }
}
