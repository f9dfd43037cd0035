package dev.rolecall.processor.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountRuleTest {

  static {
    // Avro's builders refuse our records until the codec has vouched for them.
    Codec.of(PeopleEntry.class);
  }

  private static AccountRule rule(List<String> find, @Nullable String createAs) {
    return switch (AccountRule.parse(find, createAs)) {
      case AccountRule.Parsed.Usable(AccountRule rule) -> rule;
      case AccountRule.Parsed.Broken(List<String> problems) ->
          throw new AssertionError(problems.toString());
    };
  }

  private static List<String> problems(List<String> find, @Nullable String createAs) {
    return switch (AccountRule.parse(find, createAs)) {
      case AccountRule.Parsed.Usable usable -> List.of();
      case AccountRule.Parsed.Broken(List<String> problems) -> problems;
    };
  }

  private static AccountKey key(AccountRule rule, User user) {
    return switch (rule.account(user)) {
      case AccountRule.Computed.Key(AccountKey account) -> account;
      case AccountRule.Computed.Missing(String message) -> throw new AssertionError(message);
    };
  }

  private static User.Builder ada() {
    return User.newBuilder().setUserName("Ada.Lovelace@acme.example").setExternalId("00u1");
  }

  private static Labelled email(String value, @Nullable String type, boolean primary) {
    return new Labelled(value, null, type, primary);
  }

  @Test
  void theKeyIsTheLoginToCreateInLowerCase() {
    AccountKey account =
        key(rule(List.of("userName|before-at"), "{userName|before-at}"), ada().build());
    assertThat(account.getKey()).isEqualTo("ada.lovelace");
    assertThat(account.getCreateAs()).isEqualTo("Ada.Lovelace");
    assertThat(account.getFind()).containsExactly(new Lookup(LookupBy.LOGIN, "Ada.Lovelace"));
  }

  @Test
  void withoutCreateAsTheKeyIsTheFirstLookupThatHasAValue() {
    AccountKey account = key(rule(List.of("email", "externalId"), null), ada().build());
    assertThat(account.getKey()).isEqualTo("00u1");
    assertThat(account.getCreateAs()).isNull();
    assertThat(account.getFind()).containsExactly(new Lookup(LookupBy.EXTERNAL_ID, "00u1"));
  }

  @Test
  void thePrimaryAddressCountsElseTheFirstForWork() {
    AccountRule rule = rule(List.of("email"), null);
    Labelled home = email("home@x.example", "home", false);
    Labelled work = email("work@x.example", "work", false);
    Labelled primary = email("primary@x.example", "other", true);
    assertThat(key(rule, ada().setEmails(List.of(home, work, primary)).build()).getKey())
        .isEqualTo("primary@x.example");
    assertThat(key(rule, ada().setEmails(List.of(home, work)).build()).getKey())
        .isEqualTo("work@x.example");
  }

  @Test
  void transformsAreAppliedInTheirOrder() {
    User user = User.newBuilder().setUserName("Zoë O'Neil@acme.example").build();
    assertThat(key(rule(List.of("userName|before-at|lower|dash"), null), user).getKey())
        .isEqualTo("zo--o-neil");
  }

  @Test
  void aTransformedAddressIsALogin() {
    User user = ada().setEmails(List.of(email("ada@acme.example", "work", true))).build();
    assertThat(key(rule(List.of("email|before-at"), null), user).getFind())
        .containsExactly(new Lookup(LookupBy.LOGIN, "ada"));
    assertThat(key(rule(List.of("email|lower"), null), user).getFind())
        .containsExactly(new Lookup(LookupBy.EMAIL, "ada@acme.example"));
  }

  @Test
  void whatHasNoValueIsMissingAndTheMessageNamesTheAttributeOnly() {
    User nobody = User.newBuilder().setUserName("@acme.example").build();
    assertThat(rule(List.of("email"), "{userName|before-at}").account(nobody))
        .isEqualTo(
            new AccountRule.Computed.Missing(
                "no account key: the person has no {userName|before-at}"));
    assertThat(rule(List.of("email", "nickName"), null).account(nobody))
        .isEqualTo(
            new AccountRule.Computed.Missing("no account key: the person has no email, nickName"));
  }

  @Test
  void controlCharactersNameNoAccount() {
    User user = User.newBuilder().setUserName("ada\u0001x").build();
    assertThat(rule(List.of("userName"), null).account(user))
        .isInstanceOf(AccountRule.Computed.Missing.class);
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    assertThat(problems(List.of("userNam", "email|befor-at"), "{externalId"))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("'userNam' is not an attribute"))
        .anyMatch(problem -> problem.contains("'befor-at' is not a transform"))
        .anyMatch(problem -> problem.contains("braces do not match"));
  }

  @Test
  void aRuleThatGivesNobodyOrEverybodyTheSameAccountIsAMistake() {
    assertThat(problems(List.of(), null)).hasSize(1);
    assertThat(problems(List.of("email"), "root")).hasSize(1);
  }
}
