package dev.rolecall.policy.plan;

import static dev.rolecall.policy.plan.Staff.ENFORCED;
import static dev.rolecall.policy.plan.Staff.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class DroppedTemplatesTest {

  private static final String TEMPLATE = "gitlab:{scope}:{role=guest|developer|owner}";
  private static final String RULE = rule("convention", TEMPLATE);

  @Test
  void aMistypedTemplateIsHeldAlsoInACompanyOfThree() {
    assertThat(three().plan(bundle(RULE.replace("gitlab:{", "gitlb:{"))).holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.cause()).isEqualTo(Hold.Cause.TEMPLATE_DROPPED);
          assertThat(hold.tool()).isEqualTo("gitlab");
          assertThat(hold.message())
              .isEqualTo(
                  "no rule has the template '%s' any more, which is in force by 'convention' (a.yaml:%d): 3 people would lose 4 roles in gitlab"
                      .formatted(TEMPLATE, 7));
          assertThat(hold.remedy())
              .isEqualTo(
                  "did you mean '%s' where it says '%s' now? If it shall go, release the hold"
                      .formatted(TEMPLATE, TEMPLATE.replace("gitlab", "gitlb")));
        });
  }

  @Test
  void aRuleThatIsTakenOutWithItsTemplateIsHeldToo() {
    assertThat(three().plan(bundle("rules: []\n")).holds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.cause()).isEqualTo(Hold.Cause.TEMPLATE_DROPPED);
          assertThat(hold.remedy()).isEqualTo("put it back. If it shall go, release the hold");
        });
  }

  @Test
  void aTemplateThatMovedToAnotherRuleIsNotDropped() {
    assertThat(causes(three(), bundle("description: moved\n" + rule("renamed", TEMPLATE))))
        .isEmpty();
  }

  @Test
  void aTemplateThatIsLeftForAnotherToolOnlyIsDropped() {
    String both = RULE.replace("grant: {", "grant: { jenkins: { \"folder:web\": read },");
    Staff company = new Staff(bundle(both)).with("ada", "gitlab:core:owner");
    String jenkinsOnly = both.replace(", gitlab: { \"{scope}\": \"{role}\" }", "");

    assertThat(jenkinsOnly).isNotEqualTo(both);
    assertThat(company.plan(bundle(jenkinsOnly)).holds())
        .singleElement()
        .satisfies(hold -> assertThat(hold.tool()).isEqualTo("gitlab"));
  }

  @Test
  void aTemplateByWhichNobodyLosesAnythingMayGo() {
    assertThat(causes(new Staff(bundle(RULE)).with("ada", "others"), bundle("rules: []\n")))
        .isEmpty();
    assertThat(causes(three(), bundle(RULE.replace("gitlab:{scope}", "gitlab:{scope/**}"))))
        .isEmpty();
  }

  @Test
  void whatAnotherRuleGoesOnGivingIsNotLost() {
    String literal =
        """
          - id: ada
            groups: gitlab:core:owner
            grant: { gitlab: { core: owner } }
        """;
    Staff ada = new Staff(bundle(RULE + literal)).with("ada", "gitlab:core:owner");

    assertThat(causes(ada, bundle("rules:\n" + literal))).isEmpty();
  }

  @Test
  void aGroupThatIsNamedInFullIsMeasuredByNumbersAlone() {
    String literal = rule("owners", "owners").replace("{scope}", "core").replace("{role}", "owner");
    Staff company = new Staff(bundle(literal)).with("ada", "owners").with("grace", "owners");

    assertThat(causes(company, bundle("rules: []\n"))).isEmpty();
  }

  @Test
  void nothingIsHeldOfATemplateWhereNothingIsTakenAway() {
    for (String mode : List.of("observe", "additive")) {
      assertThat(causes(three(), policy(ENFORCED.replace("enforce", mode) + "rules: []\n")))
          .as(mode)
          .isEmpty();
    }
  }

  private static Staff three() {
    return new Staff(bundle(RULE))
        .with("ada", "gitlab:core:owner", "gitlab:web:developer")
        .with("linus", "gitlab:web:guest")
        .with("grace", "gitlab:docs:guest")
        .with("cy", "others");
  }

  private static List<Hold.Cause> causes(Staff company, Policy candidate) {
    return company.plan(candidate).holds().stream().map(Hold::cause).toList();
  }

  private static Policy bundle(String content) {
    return policy(ENFORCED + content);
  }

  private static String rule(String id, String group) {
    return """
    rules:
      - id: %s
        groups: "%s"
        grant: { gitlab: { "{scope}": "{role}" } }
    """
        .formatted(id, group);
  }
}
