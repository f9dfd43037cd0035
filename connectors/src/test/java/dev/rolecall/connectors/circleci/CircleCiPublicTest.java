package dev.rolecall.connectors.circleci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Kind;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Person;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Sso;
import dev.rolecall.sandbox.http.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Without the routes of the web pages, which the simulator would answer. */
class CircleCiPublicTest {
  private static final List<Change> EVERY_CHANGE =
      List.of(
          new Change.CreateAccount(),
          new Change.Invite("org", "viewer", Optional.empty()),
          new Change.CancelInvite("org"),
          new Change.Grant("org", "viewer", Optional.empty()),
          new Change.ChangeRole("org", "viewer", "admin", Optional.empty()),
          new Change.Grant("group:platform", "member", Optional.empty()),
          new Change.Revoke("group:platform", "member"),
          new Change.Grant("project:web", "viewer", Optional.empty()),
          new Change.EnableAccount(),
          new Change.DisableAccount(),
          new Change.RevokeCredentials(),
          new Change.EndSessions(),
          new Change.DeleteAccount());

  private OneCircleCi circleci = OneCircleCi.publicly();

  @AfterEach
  void close() {
    circleci.close();
  }

  private void restart(CircleCiSeed seed, Map<String, String> options) {
    circleci.close();
    circleci = new OneCircleCi(seed, options);
  }

  @Test
  void theWebPagesRoutesAreNeverCalled() throws ToolException {
    String web = "project:" + circleci.tool().projectId("web");

    circleci.connector().check();
    circleci.connector().observe(circleci.linked("ada"), Set.of("org", "group:platform", web));
    circleci.observe("org", "group:nowhere", "project:web");
    EVERY_CHANGE.forEach(change -> circleci.connector().apply(circleci.linked("ada"), change));
    circleci.bindings().bind("group:platform", web, "viewer");
    circleci.bindings().bind("group:platform", "context:deploy", "use");
    circleci.bindings().read("group:platform");
    circleci.bindings().unbind("group:platform", web);
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> circleci.connector().holders("org"));

    assertThat(circleci.tool().requests())
        .isNotEmpty()
        .noneMatch(request -> request.path().contains("private"));
  }

  @Test
  void everyChangeIsForAPersonAndEachHasItsInstruction() {
    for (Change change : EVERY_CHANGE) {
      assertThat(circleci.connector().apply(circleci.linked("ada"), change))
          .as(change.toString())
          .isInstanceOfSatisfying(
              Applied.Manual.class, manual -> assertThat(manual.instruction()).isNotBlank());
    }
    assertThat(circleci.tool().requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void whatIsManualHasAnInstructionWithoutPersonalData(String unofficial) {
    ToolDescriptor descriptor =
        describe(Map.of("organization", OneCircleCi.ORG, "unofficial", unofficial));

    for (Ability ability : Ability.values()) {
      boolean manual =
          descriptor.support(ability) == Support.MANUAL
              || descriptor.scopes().stream()
                  .anyMatch(shape -> shape.capabilities().get(ability) == Support.MANUAL);
      if (manual) {
        assertThat(descriptor.instruction(ability))
            .as(ability.name())
            .hasValueSatisfying(text -> assertThat(text).isNotBlank().doesNotContain("@"));
      }
    }
  }

  @Test
  void aLinkedAccountIsFoundByItsIdAndAnotherOneNotAtAll() throws ToolException {
    Observation linked = circleci.connector().observe(circleci.linked("ada"), Set.of("org"));
    assertThat(linked.account().map(ObservedAccount::login)).hasValue("ada");
    assertThat(linked.foundBy()).hasValue("id");

    assertThat(circleci.observe("org").account()).isEmpty();
    assertThat(circleci.connector().descriptor().instruction(Ability.INVITE))
        .hasValueSatisfying(text -> assertThat(text).contains("rolecall tools link"));
  }

  @Test
  void anAccountThatIsNotShownIsNotCalledGone() {
    circleci.fail("GET", ".*/user/.*", Fault.refuse(404, "User does not exist."));

    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> circleci.connector().observe(circleci.linked("ada"), Set.of()));
  }

  @Test
  void scopesThatAreNotThereAreSaidSo() throws ToolException {
    String web = "project:" + circleci.tool().projectId("web");

    assertThat(
            circleci
                .observe("org", "group:platform", "group:nowhere", web, "project:nowhere", "x")
                .unknownScopes())
        .containsExactlyInAnyOrder("group:nowhere", "project:nowhere", "x");
  }

  @Test
  void anOrganizationIsNamedByItsIdOrItsSlug() throws ToolException {
    for (String organization : List.of(OneCircleCi.ORG, "circleci/" + OneCircleCi.ORG)) {
      restart(OneCircleCi.seed(), Map.of("organization", organization));
      assertThat(circleci.connector().check().problems()).isEmpty();
      assertThat(circleci.observe("group:platform").unknownScopes()).isEmpty();
    }
  }

  @Test
  void aSlugThatIsNoIdIsLookedUpAmongTheOrganizationsThatTheTokenSees() throws ToolException {
    restart(OneCircleCi.seed(), Map.of("organization", "circleci/8wDzDRC6gSPL"));
    circleci.fail(
        "GET",
        ".*/collaborations",
        Fault.respond(
            200,
            "[{\"id\":\""
                + OneCircleCi.ORG
                + "\",\"vcs-type\":\"circleci\",\"slug\":\"circleci/8wDzDRC6gSPL\"}]"));

    assertThat(circleci.observe("group:platform").unknownScopes()).isEmpty();
    assertThat(circleci.observe("group:platform").unknownScopes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"GITHUB", "BITBUCKET"})
  void anOrganizationOfAVcsHasNothingToDoAndSaysWhere(Kind kind) throws ToolException {
    String slug = (kind == Kind.GITHUB ? "gh" : "bb") + "/acme";
    restart(OneCircleCi.seed().of(kind), Map.of("organization", slug, "unofficial", "true"));

    ToolDescriptor descriptor = circleci.connector().descriptor();
    for (Ability ability : Ability.values()) {
      assertThat(descriptor.support(ability)).isEqualTo(Support.NONE);
      assertThat(descriptor.instruction(ability))
          .hasValueSatisfying(text -> assertThat(text).contains("come from"));
    }
    assertThat(circleci.connector().bindings()).isEmpty();
    assertThat(circleci.connector().check().problems()).isEmpty();
    assertThat(circleci.connector().observe(circleci.linked("ada"), Set.of("org")).roles())
        .isEmpty();
    assertThat(circleci.tool().requests()).noneMatch(request -> request.path().contains("private"));
  }

  @Test
  void aServerSaysWhereItsPeopleComeFrom() throws ToolException {
    restart(
        OneCircleCi.seed().of(Kind.SERVER),
        Map.of("organization", "gh/acme", "org-type", "server"));

    assertThat(circleci.connector().check().problems()).isEmpty();
    assertThat(circleci.connector().descriptor().instruction(Ability.DELETE_ACCOUNT))
        .hasValueSatisfying(text -> assertThat(text).contains("Admin page"));
  }

  @Test
  void anotherTypeThanConfiguredIsAProblem() throws ToolException {
    restart(OneCircleCi.seed().of(Kind.GITHUB), Map.of());

    assertThat(circleci.connector().check().problems())
        .singleElement()
        .asString()
        .contains("org-type to github");
  }

  @Test
  void aTokenThatDoesNotSeeTheOrganizationIsAProblem() throws ToolException {
    restart(OneCircleCi.seed(), Map.of("organization", "11111111-2222-4333-8444-555555555555"));

    assertThat(circleci.connector().check().problems())
        .singleElement()
        .asString()
        .contains("does not see the organization");
  }

  @Test
  void aTokenThatSsoDoesNotAcceptIsAProblem() throws ToolException {
    restart(
        CircleCiSeed.withAdmin(OneCircleCi.ORG, "root", "another")
            .person(
                new Person("rolecall", "r@machines.example", "org-admin", OneCircleCi.TOKEN, false))
            .sso(new Sso(true, true)),
        Map.of());

    assertThat(circleci.connector().check().problems()).singleElement().asString().contains("SSO");
  }

  @Test
  void theTypeOfAnOrganizationFollowsFromItsSlugUnlessItIsSaid() {
    assertThat(describe(Map.of("organization", "gh/acme")).edition()).isEqualTo("github");
    assertThat(describe(Map.of("organization", "bitbucket/acme")).edition()).isEqualTo("bitbucket");
    assertThat(describe(Map.of("organization", "circleci/x")).edition()).isEqualTo("circleci");
    assertThat(describe(Map.of("organization", "gh/acme", "org-type", "server")).edition())
        .isEqualTo("server");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> describe(Map.of("organization", "x", "org-type", "gitlab")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CircleCiConnectorType().open(settings(Map.of())))
        .withMessageContaining("organization");
  }

  private static ToolDescriptor describe(Map<String, String> options) {
    return new CircleCiConnectorType().describe(settings(options));
  }

  private static ToolSettings settings(Map<String, String> options) {
    return new ToolSettings(
        "circleci",
        URI.create("https://circleci.com"),
        () -> "token",
        options,
        Duration.ofSeconds(5));
  }
}
