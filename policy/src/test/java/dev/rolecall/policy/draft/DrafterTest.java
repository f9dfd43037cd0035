package dev.rolecall.policy.draft;

import static dev.rolecall.policy.draft.Town.NOW;
import static dev.rolecall.policy.draft.Town.cells;
import static dev.rolecall.policy.draft.Town.groups;
import static dev.rolecall.policy.draft.Town.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policy;
import dev.rolecall.policy.safety.TemporaryLimits;
import dev.rolecall.policy.safety.TemporaryLimits.Required;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One company at a time. */
class DrafterTest {

  @Test
  void groupsOneForEachScopeAndRoleBecomeOneTemplate() {
    Town town =
        new Town()
            .team("a", 5, List.of("gitlab:payments:developer"), "payments=developer")
            .team("b", 1, List.of("gitlab:payments:maintainer"), "payments=maintainer")
            .team("c", 4, List.of("gitlab:web/shop:developer"), "web/shop=developer")
            .team("d", 2, List.of("gitlab:web/shop:guest"), "web/shop=guest");
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules()).hasSize(1);
    ProposedRule rule = draft.rules().getFirst();
    assertThat(rule.selectors())
        .containsExactly("gitlab:{scope/**}:{role=developer|guest|maintainer}");
    assertThat(rule.gives()).containsExactly(new Cell("{scope}", "{role}"));
    assertThat(rule.kind()).isEqualTo(ProposedRule.Kind.TEMPLATE);
    assertThat(List.of(rule.matched(), rule.members(), rule.explains(), rule.excess()))
        .containsExactly(4, 12, 12, 0);
    assertThat(rule.precision()).isEqualTo(100);
    assertThat(draft.leftOver()).isEmpty();
    assertThat(draft.exceptions()).isEmpty();
    assertThat(town.given(draft, "b000")).containsExactly("payments=maintainer");
  }

  @Test
  void wordsThatAreNotTheToolsBecomeItsRoles() {
    Town town =
        new Town()
            .team("a", 5, List.of("gl-payments-dev"), "acme/payments=developer")
            .team("b", 2, List.of("gl-payments-leads"), "acme/payments=maintainer")
            .team("c", 4, List.of("gl-web-dev"), "acme/web=developer")
            .team("d", 2, List.of("GL-web-leads"), "acme/web=maintainer");
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.selectors())
              .containsExactly("gl-{scope}-{role=dev:developer|leads:maintainer}");
          assertThat(rule.gives()).containsExactly(new Cell("acme/{scope}", "{role}"));
        });
    assertThat(town.given(draft, "d001")).containsExactly("acme/web=maintainer");
  }

  @Test
  void theRoleMayStandBeforeTheScope() {
    Town town =
        new Town()
            .team("a", 5, List.of("devs-payments"), "payments=developer")
            .team("b", 3, List.of("leads-payments"), "payments=maintainer")
            .team("c", 4, List.of("devs-web"), "web=developer")
            .team("d", 3, List.of("leads-web"), "web=maintainer");
    assertThat(town.gitlab().rules())
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.selectors())
                .containsExactly("{role=devs:developer|leads:maintainer}-{scope}"));
  }

  @Test
  void groupsWithOneRoleAndAnotherLetterCaseBecomeATemplateThatLowersIt() {
    Town town =
        new Town()
            .team("a", 5, List.of("Team Payments"), "payments=developer")
            .team("c", 4, List.of("Team Web"), "web=developer");
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.selectors()).containsExactly("team {scope|lower}");
          assertThat(rule.gives()).containsExactly(new Cell("{scope}", "developer"));
        });
    assertThat(town.given(draft, "a000")).containsExactly("payments=developer");
  }

  @Test
  void aWordThatWouldGiveTooMuchIsLeftOutOfTheTemplate() {
    Town town =
        new Town()
            .team("a", 9, List.of("gitlab:payments:developer"), "payments=developer")
            .team("b", 9, List.of("gitlab:web:developer"), "web=developer")
            .team("c", 9, List.of("gitlab:payments:guest"), "payments=guest")
            .team("d", 9, List.of("gitlab:web:guest"), "web=guest")
            .team("e", 9, List.of("gitlab:web:owner"), "web=owner")
            .team("f", 30, List.of("gitlab:data:owner"));
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules()).hasSize(2);
    assertThat(draft.rules().getFirst().selectors())
        .containsExactly("gitlab:{scope}:{role=developer|guest}");
    assertThat(draft.rules().getLast().selectors()).containsExactly("gitlab:web:owner");
    assertThat(town.given(draft, "f000")).isEmpty();
  }

  @Test
  void aTemplateThatWouldGiveTooManyOfOneGroupSomethingNewIsNotProposed() {
    Town town =
        new Town()
            .team("a", 100, List.of("gitlab:payments:developer"), "payments=developer")
            .team("b", 50, List.of("gitlab:web:developer"), "web=developer")
            .team("c", 6, List.of("gitlab:data:developer"));
    assertThat(town.gitlab().rules())
        .extracting(ProposedRule::selectors)
        .containsExactly(List.of("gitlab:payments:developer"), List.of("gitlab:web:developer"));
    assertThat(town.gitlab(terms().withShare(90, 6)).rules()).hasSize(1);
  }

  @Test
  void aGroupOfWhomNearlyAllHoldSomethingBecomesARuleThatSaysWhoGetsItNewly() {
    Town town =
        new Town()
            .team("a", 19, List.of("blue-team"), "payments=developer", "web=reporter")
            .person("new", List.of("blue-team"), "web=reporter");
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.selectors()).containsExactly("blue-team");
          assertThat(rule.gives()).isEqualTo(cells("payments=developer", "web=reporter"));
          assertThat(List.of(rule.members(), rule.explains(), rule.granted(), rule.excess()))
              .containsExactly(20, 39, 40, 1);
          assertThat(rule.precision()).isEqualTo(97);
        });
    assertThat(draft.coverage()).isEqualTo(new PolicyDraft.Coverage(39, 0, 39, 0, 0, 1, 1));
  }

  @Test
  void aGroupOfWhomTooFewHoldSomethingIsNoRule() {
    Town town =
        new Town().team("a", 17, List.of("blue"), "web=guest").team("b", 3, List.of("blue"));
    assertThat(town.gitlab().rules()).isEmpty();
    assertThat(town.gitlab().exceptions()).hasSize(17);
    assertThat(town.gitlab(terms().withShare(85, 3)).rules()).hasSize(1);
    assertThat(town.gitlab(terms().withShare(85, 2)).rules()).isEmpty();
  }

  @Test
  void groupsThatGiveTheSameShareARule() {
    Town town =
        new Town()
            .team("a", 5, List.of("blue"), "payments=developer")
            .team("b", 5, List.of("red"), "payments=developer")
            .team("c", 5, List.of("green"), "payments=guest");
    assertThat(town.gitlab().rules())
        .extracting(ProposedRule::selectors)
        .containsExactly(List.of("blue", "red"), List.of("green"));
  }

  @Test
  void ofGroupsWithTheSameMembersTheOneNamedLikeTheScopeIsTaken() {
    Town town =
        new Town().team("a", 5, List.of("berlin", "the payments people"), "payments=developer");
    assertThat(town.gitlab().rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.selectors()).containsExactly("the payments people"));
  }

  @Test
  void whoHoldsAHigherRoleThanTheirGroupKeepsItByAnException() {
    Town town =
        new Town()
            .team("a", 10, List.of("blue"), "payments=developer")
            .person("lead", List.of("blue"), "payments=maintainer");
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.excess()).isZero();
          assertThat(rule.explains()).isEqualTo(10);
        });
    assertThat(draft.exceptions())
        .singleElement()
        .satisfies(exception -> {
          assertThat(exception.userName()).isEqualTo("lead@acme.example");
          assertThat(exception.until()).isEqualTo(NOW.plus(Duration.ofDays(90)));
        });
    assertThat(town.given(draft, "lead")).containsExactly("payments=maintainer");
    Policy policy = Town.load(draft, Town.GITLAB_SHAPE);
    assertThat(Town.given(policy, "gitlab", town.people().getLast(), NOW.plus(Duration.ofDays(90))))
        .containsExactly("payments=developer");
  }

  @Test
  void aRuleNeverLowersSomebodyWhoCannotHaveAnException() {
    TemporaryLimits strict =
        new TemporaryLimits(Duration.ofDays(100), Set.of(Required.TICKET), false);
    Town town =
        new Town()
            .team("a", 10, List.of("blue"), "payments=developer", "web=guest")
            .person("lead", List.of("blue"), "payments=maintainer", "web=guest");
    PolicyDraft draft = town.gitlab(terms().withLimits(strict));
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.excepted()).containsExactly("lead@acme.example"));
    assertThat(town.given(draft, "lead")).isEmpty();
    assertThat(draft.leftOver())
        .extracting(LeftOver::cell, LeftOver::why)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                new Cell("payments", "maintainer"), LeftOver.Why.TEMPORARY_LIMITS),
            org.assertj.core.groups.Tuple.tuple(
                new Cell("web", "guest"), LeftOver.Why.TEMPORARY_LIMITS));
    assertThat(draft.leftOver().getFirst().detail()).contains("'ticket'");
  }

  @Test
  void exceptionsKeepToTheLimitsThatAFileStates() {
    Town town = new Town().person("ana", List.of(), "web=guest");
    TemporaryLimits fortnight = TemporaryLimits.DEFAULTS;
    assertThat(town.gitlab(terms().withLimits(fortnight)).leftOver())
        .singleElement()
        .satisfies(left -> assertThat(left.detail()).contains("P90D").contains("P14D"));
    Terms shorter = terms().withLimits(fortnight).withExceptions(Duration.ofDays(14));
    assertThat(town.gitlab(shorter).exceptions()).hasSize(1);
    assertThat(town.gitlab(shorter).files().getFirst().content())
        .doesNotContain("temporary-limits");
    assertThat(town.gitlab().files().getFirst().content())
        .contains("temporary-limits: { max-duration: P90D }");
    assertThat(town.gitlab(terms().withExceptions(Duration.ofDays(367))).leftOver()).hasSize(1);
  }

  @Test
  void aPolicySaysWhetherAFileOfItStatesLimits() {
    Town town = new Town().person("ana", List.of(), "web=guest");
    assertThat(Town.load(town.gitlab(), Town.GITLAB_SHAPE).temporaryLimits())
        .hasValueSatisfying(
            limits -> assertThat(limits.maxDuration()).isEqualTo(Duration.ofDays(90)));
    Terms short14 = terms().withExceptions(Duration.ofDays(14));
    assertThat(Town.load(town.gitlab(short14), Town.GITLAB_SHAPE).temporaryLimits()).isEmpty();
  }

  @Test
  void whatCannotBeKeptIsListedWithItsReason() {
    Town town =
        new Town()
            .add(new Person("gone", "gone", false, List.of(), cells("web=guest"), List.of()))
            .add(new Person("nameless", " ", true, List.of(), cells("web=guest"), List.of()))
            .add(new Person("bo1", "bo", true, List.of(), cells("web=guest"), List.of()))
            .add(new Person("bo2", "Bo", true, List.of(), cells("web=guest"), List.of()))
            .person("odd", List.of(), "web=emperor", "{x}=guest");
    assertThat(town.gitlab().leftOver())
        .extracting(left -> left.person() + " " + left.why())
        .containsExactlyInAnyOrder(
            "gone PERSON_LEFT",
            "nameless NO_USER_NAME",
            "bo1 SHARED_USER_NAME",
            "bo2 SHARED_USER_NAME",
            "odd UNKNOWN_ROLE",
            "odd UNWRITABLE_SCOPE");
    assertThat(town.gitlab().files()).isEmpty();
  }

  @Test
  void aRoleThatTheLadderDoesNotKnowIsNeverLowered() {
    Town town =
        new Town()
            .team("a", 10, List.of("blue"), "web=guest")
            .person("odd", List.of("blue"), "web=emperor");
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules()).hasSize(1);
    assertThat(town.given(draft, "odd")).isEmpty();
  }

  @Test
  void whatThePolicyInForceExplainsIsLeftOut() {
    Town town = new Town();
    for (int i = 0; i < 5; i++) {
      town.add(
          new Person(
              "p" + i,
              "p" + i,
              true,
              groups(List.of("blue")),
              cells("web=guest", "shop=developer"),
              cells("web=reporter", "shop=guest")));
    }
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.gives()).isEqualTo(cells("shop=developer")));
    assertThat(draft.coverage()).isEqualTo(new PolicyDraft.Coverage(10, 5, 5, 0, 0, 0, 0));
  }

  @Test
  void rolesOfASetAddUp() {
    Town town =
        new Town()
            .team("a", 6, List.of("web devs"), "folder:web=read", "folder:web=build")
            .person(
                "ops",
                List.of("web devs"),
                "folder:web=deploy",
                "folder:web=read",
                "folder:web=build");
    PolicyDraft draft = town.jenkins();
    assertThat(draft.rules())
        .singleElement()
        .satisfies(rule ->
            assertThat(rule.gives()).isEqualTo(cells("folder:web=build", "folder:web=read")));
    assertThat(draft.exceptions())
        .singleElement()
        .satisfies(each -> assertThat(each.cells()).isEqualTo(cells("folder:web=deploy")));
    assertThat(town.given(draft, "ops"))
        .containsExactly("folder:web=build", "folder:web=deploy", "folder:web=read");
  }

  @Test
  void aTypedScopeIsCapturedBehindItsPrefix() {
    Town town =
        new Town()
            .team("a", 6, List.of("deploy:web"), "folder:web-prod=deploy")
            .team("b", 6, List.of("deploy:data/lake"), "folder:data/lake-prod=deploy");
    assertThat(town.jenkins().rules())
        .singleElement()
        .satisfies(rule -> {
          assertThat(rule.selectors()).containsExactly("deploy:{scope/**}");
          assertThat(rule.gives()).isEqualTo(cells("folder:{scope}-prod=deploy"));
        });
  }

  @Test
  void namesThatYamlWouldReadOtherwiseAreQuoted() {
    Town town =
        new Town()
            .team("a", 3, List.of("yes"), "1.0=guest")
            .team("b", 3, List.of("a \"quoted\" \\ name: # *&!"), "null=developer")
            .team("c", 3, List.of("Zürich\u2028\uD83D\uDE00\u0007"), "on=owner")
            .team("d", 3, List.of("{braces}"), "true=reporter")
            .add(new Person("x", "o'x: \"y\" #z", true, List.of(), cells("~=guest"), List.of()));
    PolicyDraft draft = town.gitlab();
    assertThat(draft.rules()).hasSize(4);
    assertThat(draft.exceptions()).hasSize(1);
    assertThat(draft.leftOver()).isEmpty();
    assertThat(town.given(draft, "a000")).containsExactly("1.0=guest");
    assertThat(town.given(draft, "b000")).containsExactly("null=developer");
    assertThat(town.given(draft, "c000")).containsExactly("on=owner");
    assertThat(town.given(draft, "d000")).containsExactly("true=reporter");
    assertThat(town.given(draft, "x")).containsExactly("~=guest");
  }

  @Test
  void theOrderOfPeopleGroupsAndRolesNeverChangesADraft() {
    List<Person> people = RandomTown.people(new Random(11), Town.GITLAB_SHAPE);
    PolicyDraft draft = Drafter.draft("gitlab", Town.GITLAB_SHAPE, people, terms());
    List<Person> shuffled = new ArrayList<>();
    Random random = new Random(12);
    for (Person person : people) {
      shuffled.add(
          new Person(
              person.id(),
              person.userName(),
              person.active(),
              shuffled(person.groups(), random),
              shuffled(person.holds(), random),
              shuffled(person.given(), random)));
    }
    Collections.shuffle(shuffled, random);
    assertThat(Drafter.draft("gitlab", Town.GITLAB_SHAPE, shuffled, terms())).isEqualTo(draft);
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> other = new ArrayList<>(list);
    Collections.shuffle(other, random);
    return other;
  }

  @Test
  void whatDoesNotFitIntoAPolicyIsLeftOver() {
    Town town = new Town();
    for (int i = 0; i < 100; i++) {
      town.person("p%03d".formatted(i), List.of(), "s" + i + "=guest");
    }
    PolicyDraft draft = town.gitlab(terms().withRoom(20_000));
    assertThat(draft.exceptions()).hasSizeBetween(20, 60);
    assertThat(draft.leftOver()).hasSize(100 - draft.exceptions().size());
    assertThat(draft.leftOver()).allMatch(left -> left.why() == LeftOver.Why.NO_ROOM);
    assertThat(draft.files().stream().mapToInt(file -> file.content().length()).sum())
        .isLessThan(20_000);
  }

  @Test
  void textsOfADraftNameNobody() {
    Town town =
        new Town().team("a", 3, List.of("blue"), "web=guest").person("bo", List.of(), "x=guest");
    assertThat(town.gitlab().rules().toString()).doesNotContain("acme.example");
    assertThat(town.gitlab().exceptions().toString()).doesNotContain("acme.example");
    assertThat(town.people().toString()).doesNotContain("acme.example");
  }
}
