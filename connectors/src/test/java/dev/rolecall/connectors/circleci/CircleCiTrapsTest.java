package dev.rolecall.connectors.circleci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.circleci.CircleCiSeed.Sso;
import dev.rolecall.sandbox.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With the routes of the web pages. */
class CircleCiTrapsTest {
  private OneCircleCi circleci = OneCircleCi.unofficially();

  @AfterEach
  void close() {
    circleci.close();
  }

  private void restart(CircleCiSeed seed, Map<String, String> options) {
    circleci.close();
    circleci = new OneCircleCi(seed, options);
  }

  @Test
  void aMemberIsFoundByAddressWhateverItsCaseAndByLogin() throws ToolException {
    for (Whom.Lookup lookup :
        List.of(
            new Whom.Lookup(Whom.By.EMAIL, "Ada@ACME.example"),
            new Whom.Lookup(Whom.By.LOGIN, "ADA"))) {
      Whom whom =
          new Whom(
              Optional.empty(),
              List.of(lookup),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      assertThat(circleci.connector().observe(whom, Set.of("org")).account())
          .hasValueSatisfying(ada -> {
            assertThat(ada.login()).isEqualTo("ada");
            assertThat(ada.email()).hasValue(OneCircleCi.ADA_MAIL);
          });
    }
  }

  @Test
  void twoOfOneLoginAreNobodysAccount() throws ToolException {
    circleci.fail(
        "GET",
        ".*/role-grants",
        Fault.respond(
            200,
            """
            {"items":[{"user_id":"1","username":"ada","email":"","role":"org-viewer"},
            {"user_id":"2","username":"Ada","email":"","role":"org-viewer"}]}\
            """));
    Whom whom =
        new Whom(
            Optional.empty(),
            List.of(new Whom.Lookup(Whom.By.LOGIN, "ada")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(circleci.connector().observe(whom, Set.of()).account()).isEmpty();
  }

  @Test
  void aRoleInTheOrganizationIsChangedThoughTheAnswerIsEmpty() throws ToolException {
    assertThat(circleci.roles("org")).containsExactly("contributor");

    assertThat(circleci.change("org", "contributor", "admin")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.roles("org")).containsExactly("admin");
    assertThat(circleci.change("org", "contributor", "admin")).isInstanceOf(Applied.Already.class);
    assertThat(circleci.change("org", "viewer", "contributor"))
        .isInstanceOf(Applied.Conflict.class);
  }

  @Test
  void aRoleInAProjectIsGrantedAndChangedAndTakenByHandOnly() throws ToolException {
    assertThat(circleci.grant("project:web", "viewer")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.grant("project:web", "viewer")).isInstanceOf(Applied.Already.class);
    assertThat(circleci.change("project:web", "viewer", "admin")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.change("project:web", "admin", "contributor"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.roles("project:web")).containsExactly("contributor");

    assertThat(circleci.revoke("project:web", "contributor"))
        .isInstanceOfSatisfying(
            Applied.Manual.class,
            manual -> assertThat(manual.instruction()).contains("Project Settings"));
    circleci.tool().removeProjectRoleByHand("web", "ada");
    assertThat(circleci.revoke("project:web", "contributor")).isInstanceOf(Applied.Already.class);
  }

  @Test
  void aGroupIsJoinedAndLeftAsOftenAsOneLikes() throws ToolException {
    assertThat(circleci.grant("group:platform", "member")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.grant("group:platform", "member")).isInstanceOf(Applied.Already.class);
    assertThat(circleci.roles("group:platform")).containsExactly("member");

    assertThat(circleci.revoke("group:platform", "member")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.revoke("group:platform", "member")).isInstanceOf(Applied.Already.class);
    assertThat(circleci.tool().person("ada").orElseThrow().groups()).isEmpty();
  }

  @Test
  void theGroupOfAllMembersIsNeverTouched() throws ToolException {
    assertThat(circleci.observe("group:All members").unknownScopes())
        .containsExactly("group:All members");
    assertThat(circleci.grant("group:All members", "member")).isInstanceOf(Applied.Conflict.class);
    assertThat(circleci.bindings().bind("group:All members", "context:deploy", "use"))
        .isInstanceOf(Applied.Conflict.class);
    assertThat(circleci.tool().requests()).allMatch(request -> request.method().equals("GET"));
  }

  @Test
  void ofALeaverThatIsLeftToDoByHandIsSaidUntilItIsDone() throws ToolException {
    circleci.grant("group:platform", "member");
    Whom ada = circleci.linked("ada");

    assertThat(circleci.connector().apply(ada, new Change.Revoke("group:platform", "member")))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.connector().apply(ada, new Change.DeleteAccount()))
        .isInstanceOfSatisfying(
            Applied.Manual.class,
            manual ->
                assertThat(manual.instruction())
                    .contains("People")
                    .doesNotContainIgnoringCase("ada"));

    circleci.tool().removeByHand("ada");
    assertThat(circleci.connector().apply(ada, new Change.DeleteAccount()))
        .isInstanceOf(Applied.Already.class);
    assertThat(circleci.connector().observe(ada, Set.of("org")).account()).isEmpty();
  }

  @Test
  void whoIsNoMemberIsNotGivenAnythingAndNotMade() throws ToolException {
    circleci.tool().removeByHand("ada");

    assertThat(circleci.observe("org").account()).isEmpty();
    assertThat(circleci.grant("project:web", "viewer")).isInstanceOf(Applied.Conflict.class);
    assertThat(circleci.apply(new Change.CreateAccount())).isInstanceOf(Applied.Manual.class);
  }

  @Test
  void rolecallDoesNotLockItselfOut() {
    Whom self = circleci.linked("rolecall");
    circleci.tool().addToGroupByHand("platform", "rolecall");
    for (Change change :
        List.of(
            new Change.ChangeRole("org", "admin", "viewer", Optional.empty()),
            new Change.Revoke("org", "admin"),
            new Change.Revoke("group:platform", "member"),
            new Change.DeleteAccount())) {
      assertThat(circleci.connector().apply(self, change)).isInstanceOf(Applied.Refused.class);
    }
    assertThat(circleci.tool().person("rolecall").orElseThrow().role()).hasValue("org-admin");
  }

  @Test
  void theLastAdminIsNotLowered() {
    circleci.tool().joinByHand("ada", OneCircleCi.ADA_MAIL, "org-admin");
    circleci.fail(
        "GET",
        ".*/role-grants",
        Fault.respond(
            200,
            "{\"items\":[{\"user_id\":\""
                + circleci.tool().person("ada").orElseThrow().id()
                + "\",\"username\":\"ada\",\"email\":\"\",\"role\":\"org-admin\"}]}"));

    assertThat(
            circleci
                .connector()
                .apply(
                    circleci.linked("ada"),
                    new Change.ChangeRole("org", "admin", "viewer", Optional.empty())))
        .isInstanceOf(Applied.LastHolder.class);
  }

  @Test
  void holdersOfEachKindOfScopeAreRead() throws ToolException {
    circleci.grant("group:platform", "member");
    circleci.grant("project:web", "admin");

    assertThat(circleci.connector().holders("org"))
        .extracting(holder -> holder.account().login() + " " + holder.role())
        .containsExactly("rolecall admin", "ada contributor");
    assertThat(circleci.connector().holders("group:platform"))
        .extracting(holder -> holder.account().login() + " " + holder.role())
        .containsExactly("ada member");
    assertThat(circleci.connector().holders("project:web"))
        .extracting(holder -> holder.account().login() + " " + holder.role())
        .containsExactly("ada admin");
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> circleci.connector().holders("context:deploy"));
  }

  @Test
  void notFoundIsNeverTakenForGone() {
    circleci.fail("GET", ".*/role-grants", Fault.refuse(404, "Not found."));
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> circleci.connector().observe(circleci.linked("ada"), Set.of("org")));

    circleci.fail("GET", ".*/role-grants", Fault.refuse(404, "Not found."));
    assertThat(circleci.connector().apply(circleci.linked("ada"), new Change.DeleteAccount()))
        .isNotInstanceOf(Applied.Already.class);

    circleci.fail("POST", ".*/delete-users", Fault.refuse(404, "Not found."));
    circleci.grant("group:platform", "member");
    assertThat(circleci.revoke("group:platform", "member")).isInstanceOf(Applied.Conflict.class);
  }

  @Test
  void anEmptyAnswerToAReadIsNoEmptyList() {
    circleci.fail("GET", ".*/role-grants", Fault.respond(200, Map.of(), ""));

    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> circleci.observe("org"))
        .returns(ToolException.Kind.UNEXPECTED, ToolException::kind);
  }

  @Test
  void aWaitInSecondsIsToldWithoutRetryAfter() {
    circleci.fail(
        "PUT",
        ".*",
        Fault.respond(
            429, Map.of("RateLimit-Reset", "17"), "{\"message\":\"Rate limit exceeded.\"}"));

    assertThat(circleci.grant("project:web", "viewer"))
        .isInstanceOfSatisfying(
            Applied.NotNow.class,
            later -> assertThat(later.retryAfter()).hasValue(Duration.ofSeconds(17)));
  }

  @Test
  void aTokenWithoutRightsStopsTheInstance() throws ToolException {
    circleci.tool().joinByHand("grace", "grace@acme.example", "org-admin");
    circleci.tool().joinByHand("rolecall", "rolecall@machines.example", "org-viewer");

    assertThat(circleci.connector().check().problems())
        .singleElement()
        .asString()
        .contains("org-admin");
    assertThatExceptionOfType(ToolException.class).isThrownBy(() -> circleci.observe("org"));
  }

  @Test
  void whereAnSsoConnectionExistsItsMappingIsNamedAsTheOtherWriter() throws ToolException {
    assertThat(circleci.connector().check().syncedByOthers()).isEmpty();

    restart(OneCircleCi.seed().sso(new Sso(true, true)), Map.of("unofficial", "true"));

    assertThat(circleci.connector().check().problems()).isEmpty();
    assertThat(circleci.connector().check().syncedByOthers()).containsOnlyKeys("group:*");
    circleci.grant("group:platform", "member");
    circleci.tool().ssoLogin("ada", List.of());
    assertThat(circleci.roles("group:platform")).isEmpty();
  }

  @Test
  void projectsAreFoundByNameOverAllPagesAndById() throws ToolException {
    CircleCiSeed many = OneCircleCi.seed();
    for (int i = 0; i < 120; i++) {
      many = many.project("project-" + i);
    }
    restart(many, Map.of("unofficial", "true"));
    String last = circleci.tool().projectId("project-119");

    assertThat(circleci.observe("project:project-119", "project:" + last).unknownScopes())
        .isEmpty();
    assertThat(circleci.grant("project:" + last, "viewer")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.roles("project:project-119")).containsExactly("viewer");
  }

  @Test
  void aStrangersAccountIsNoMembersAccount() throws ToolException {
    restart(
        OneCircleCi.seed().stranger("eve", "eve@elsewhere.example"), Map.of("unofficial", "true"));

    assertThat(circleci.connector().observe(circleci.linked("eve"), Set.of("org")).account())
        .isEmpty();
    assertThat(
            circleci
                .connector()
                .apply(
                    circleci.linked("eve"),
                    new Change.Grant("project:web", "viewer", Optional.empty())))
        .isInstanceOf(Applied.Conflict.class);
  }

  @Test
  void anAccountOfTheLoginToCreateStandsInTheWay() throws ToolException {
    Whom whom =
        new Whom(
            Optional.empty(),
            List.of(new Whom.Lookup(Whom.By.EMAIL, "another@acme.example")),
            Optional.of("Ada"),
            Optional.empty(),
            Optional.empty());

    assertThat(circleci.connector().observe(whom, Set.of()).taken().map(ObservedAccount::login))
        .hasValue("ada");
  }

  @Test
  void theWebPagesRoutesMayBeAtAnotherAddress() throws ToolException {
    try (OneCircleCi web = OneCircleCi.unofficially()) {
      restart(
          OneCircleCi.seed(), Map.of("unofficial", "true", "private-url", web.url().toString()));

      assertThat(circleci.roles("org")).containsExactly("contributor");
      assertThat(circleci.grant("group:platform", "member")).isInstanceOf(Applied.Done.class);

      assertThat(circleci.tool().requests())
          .isNotEmpty()
          .noneMatch(request -> request.path().startsWith("/private"));
      assertThat(web.tool().person("ada").orElseThrow().groups()).containsExactly("platform");
    }
  }
}
