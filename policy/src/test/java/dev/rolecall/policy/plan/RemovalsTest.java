package dev.rolecall.policy.plan;

import static dev.rolecall.policy.plan.Staff.ENFORCED;
import static dev.rolecall.policy.plan.Staff.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policy;
import dev.rolecall.schemas.avro.Person;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a plan says of all that it takes away. */
class RemovalsTest {

  private static final Policy BEFORE = bundle("core", "owner");

  @Test
  void theOrderOfPeopleMakesNoDifference() {
    Staff company = company("p0", "p1", "p2", "p3");
    String first = company.plan(bundle("core", "guest")).removals();
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      List<Person> order = new ArrayList<>(company.everybody());
      Collections.shuffle(order, random);
      assertThat(company.plan(company.question(bundle("core", "guest")), order).removals())
          .isEqualTo(first);
    }
  }

  @Test
  void anotherPersonAnotherScopeAndALowerRoleAreOtherRemovals() {
    Set<String> all = new HashSet<>();
    all.add(company("p0").plan(bundle("core", "owner")).removals());
    all.add(company("p0").plan(bundle("core", "guest")).removals());
    all.add(company("p0").plan(bundle("core", "developer")).removals());
    all.add(company("p0").plan(bundle("web", "guest")).removals());
    all.add(company("p1").plan(bundle("core", "guest")).removals());
    all.add(company("p0", "p1").plan(bundle("core", "guest")).removals());

    assertThat(all).hasSize(6);
  }

  @Test
  void whatIsGivenIsNoRemoval() {
    Policy more =
        policy(
            ENFORCED
                + rule("core", "owner")
                + "  - id: more\n    groups: owners\n    grant: { gitlab: { web: guest } }\n");

    assertThat(company("p0").plan(more).removals())
        .isEqualTo(company("p0").plan(BEFORE).removals());
  }

  @Test
  void whoDecidesIsToldWhatGoesAndWhichElevatedRolesCome() {
    Policy then =
        policy(
            ENFORCED
                + "elevated: { jenkins: [deploy] }\n"
                + rule("core", "guest")
                + "  - id: more\n    groups: owners\n    where: { title: boss }\n"
                + "    grant: { gitlab: { web: guest } }\n"
                + "  - id: deploy\n    groups: owners\n"
                + "    grant: { jenkins: { \"folder:web\": deploy } }\n");
    Staff company = company("p0");
    Comparison comparison = new Comparison(company.question(then));

    List<Change> grave = new ArrayList<>();
    company.everybody().forEach(each -> grave.addAll(comparison.add(each, company.accesses(each))));

    assertThat(grave).extracting(Change::scope).containsExactly("core", "folder:web");
    assertThat(grave).extracting(Change::isLoss).containsExactly(true, false);
    assertThat(grave).extracting(Change::fingerprint).doesNotHaveDuplicates();
    assertThat(Staff.tool(comparison.plan(), "gitlab").losses()).isEqualTo(1);
  }

  private static Staff company(String... ids) {
    Staff company = new Staff(BEFORE);
    for (String id : ids) {
      company.with(id, "owners");
    }
    return company;
  }

  private static Policy bundle(String scope, String role) {
    return policy(ENFORCED + rule(scope, role));
  }

  private static String rule(String scope, String role) {
    return """
    rules:
      - id: owners
        groups: owners
        grant: { gitlab: { %s: %s } }
    """
        .formatted(scope, role);
  }
}
