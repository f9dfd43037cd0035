package dev.rolecall.connectors.jenkins;

import static dev.rolecall.connectors.jenkins.OneJenkins.person;
import static dev.rolecall.connectors.jenkins.OneJenkins.seed;
import static dev.rolecall.connectors.jenkins.OneJenkins.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.jenkins.Holder;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import dev.rolecall.sandbox.jenkins.RoleType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a real Jenkins says one thing and has done another. */
class JenkinsTrapsTest {
  private static final String FOLDER = "folder:team-a";
  private static final Holder OLD = new Holder(Holder.Kind.EITHER, "ada");
  private static final Holder GROUP = new Holder(Holder.Kind.GROUP, "ada");

  private OneJenkins one = new OneJenkins(seed().user("Ada"), Map.of());

  @AfterEach
  void close() {
    one.close();
  }

  private void restart(JenkinsSeed seed, Map<String, String> options) {
    one.close();
    one = new OneJenkins(seed, options);
  }

  private Applied apply(String login, Change change) {
    return one.connector.apply(person(login), change);
  }

  @Test
  void everySpellingOfAHolderIsTakenAway() throws ToolException {
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", user("ADA"));
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", user("ada"));
    assertThat(one.roles("ada", FOLDER)).containsExactly(FOLDER + " read DIRECT");

    assertThat(one.revoke("ada", FOLDER, "read")).isInstanceOf(Applied.Done.class);

    assertThat(one.holders("team-a-read")).isEmpty();
  }

  @Test
  void untypedEntriesOfThePersonGoAndGroupsStay() {
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", OLD);
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", user("ada"));
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", GROUP);

    assertThat(one.revoke("ada", FOLDER, "read")).isInstanceOf(Applied.Done.class);

    assertThat(one.holders("team-a-read")).containsExactly(GROUP);
  }

  @Test
  void aGroupsRoleIsNotThePersons() throws ToolException {
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", GROUP);

    assertThat(one.roles("ada", FOLDER)).isEmpty();
    assertThat(one.connector.holders(FOLDER)).isEmpty();
    assertThat(one.revoke("ada", FOLDER, "read")).isInstanceOf(Applied.Already.class);
  }

  @Test
  void anUntypedEntryIsHeldAlready() {
    one.grant("ada", FOLDER, "build");
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", OLD);

    assertThat(one.grant("ada", FOLDER, "read")).isInstanceOf(Applied.Already.class);
    assertThat(one.holders("team-a-read")).containsExactly(OLD);
  }

  @Test
  void aRoleIsAssignedInJenkinsOwnSpelling() {
    one.grant("ADA", FOLDER, "read");

    assertThat(one.holders("team-a-read")).containsExactly(user("Ada"));
  }

  @Test
  void aWriteThatSays200AndDidNothingIsUnknown() {
    one.fail("POST", ".*/assignUserRole", Fault.respond(200, ""));
    assertThat(one.grant("ada", FOLDER, "read")).isInstanceOf(Applied.Unknown.class);

    one.grant("ada", FOLDER, "read");
    one.fail("POST", ".*/unassignUserRole", Fault.respond(200, ""));
    assertThat(one.revoke("ada", FOLDER, "read")).isInstanceOf(Applied.Unknown.class);
  }

  @Test
  void aWriteThatCouldNotBeReadBackIsUnknown() {
    one.grant("ada", FOLDER, "build");
    one.jenkins
        .faults()
        .add(
            dev.rolecall.sandbox.http.FaultRule.on("GET", ".*/getAllRoles", Fault.respond(502, ""))
                .after(2)
                .once());

    assertThat(one.grant("ada", FOLDER, "read")).isInstanceOf(Applied.Unknown.class);
    assertThat(one.holders("team-a-read")).containsExactly(user("Ada"));
  }

  @Test
  void rolesOfBeforeAreSeenBeforeTheAccountIsMadeAgain() throws ToolException {
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", user("eva"));

    assertThat(one.observe("eva", FOLDER).account()).isEmpty();
    assertThat(one.roles("eva", FOLDER)).containsExactly(FOLDER + " read DIRECT");
    assertThat(one.revoke("eva", FOLDER, "read")).isInstanceOf(Applied.Done.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@acme.example", "ada.lovelace", "a b", "", "ünal"})
  void aUserNameThatJenkinsRefusesIsSaidBeforeAnyCall(String login) {
    int before = one.jenkins.requests().size();

    assertThat(apply(login, new Change.CreateAccount()))
        .isInstanceOfSatisfying(
            Applied.Invalid.class, invalid -> assertThat(invalid.why()).contains("e-mail"));

    assertThat(one.jenkins.requests()).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "acme\\\\ada", "..", "100%", "a;b"})
  void aNameThatNoAddressCanHoldIsNobodys(String login) throws ToolException {
    assertThat(one.observe(login, FOLDER, "agent:" + login).account()).isEmpty();
    assertThat(one.jenkins.requests())
        .noneMatch(request -> request.path().matches(".*/(user|computer)/.*"));
  }

  @Test
  void theFormThatComesBackIsARefusal() {
    assertThat(apply("anonymous", new Change.CreateAccount()))
        .isInstanceOfSatisfying(
            Applied.Invalid.class,
            invalid -> assertThat(invalid.why()).contains("to itself").doesNotContain("anonymous"));
    assertThat(apply("ADA", new Change.CreateAccount())).isInstanceOf(Applied.Conflict.class);
  }

  @Test
  void anotherPageThanTheFormIsUnknown() {
    one.fail("POST", ".*/createAccountByAdmin", Fault.respond(200, "<html>sign in</html>"));
    assertThat(apply("eva", new Change.CreateAccount())).isInstanceOf(Applied.Unknown.class);

    one.fail(
        "POST",
        ".*/createAccountByAdmin",
        Fault.respond(302, Map.of("Location", "https://login.acme.example/"), ""));
    assertThat(apply("eva", new Change.CreateAccount())).isInstanceOf(Applied.Unknown.class);
  }

  @Test
  void offboardingGoesFromTokensToTheAccount() {
    assertThat(one.connector.descriptor().offboarding())
        .containsExactly(
            OffboardingStep.REVOKE_CREDENTIALS,
            OffboardingStep.END_SESSIONS,
            OffboardingStep.REVOKE_ROLES,
            OffboardingStep.DELETE_ACCOUNT);
  }

  @Test
  void aLeaverWithAnOpenPageIsGoneForGood() {
    one.jenkins.signIn("Ada", true);
    apply("ada", new Change.EndSessions());

    assertThat(apply("ada", new Change.DeleteAccount())).isInstanceOf(Applied.Done.class);
    assertThat(one.jenkins.users()).doesNotContain("Ada");
  }

  @Test
  void anAccountThatAnOpenPageBringsBackIsDeletedAgain() {
    one.jenkins.signIn("Ada", true);

    assertThat(apply("ada", new Change.DeleteAccount())).isInstanceOf(Applied.Done.class);

    assertThat(one.writes()).containsExactly("doDelete", "doDelete");
    assertThat(one.jenkins.users()).doesNotContain("Ada");
  }

  @Test
  void whoComesBackByAKeptCookieHasNoRolesAndIsDeletedOnTheNextLook() throws ToolException {
    one.grant("ada", FOLDER, "read");
    String cookie = one.jenkins.signIn("Ada", false);
    for (Change change :
        List.of(
            new Change.RevokeCredentials(),
            new Change.EndSessions(),
            new Change.Revoke(FOLDER, "read"),
            new Change.DeleteAccount())) {
      assertThat(apply("ada", change)).isInstanceOf(Applied.Done.class);
    }
    assertThat(one.jenkins.isSignedIn("ada", cookie)).isTrue();
    assertThat(one.jenkins.canRead("ada", "team-a")).isFalse();
    assertThat(one.observe("ada", FOLDER).account()).isPresent();

    assertThat(one.jenkins.isSignedIn("ada", cookie)).isFalse();
    assertThat(apply("ada", new Change.DeleteAccount())).isInstanceOf(Applied.Done.class);
    assertThat(one.jenkins.isSignedIn("ada", cookie)).isFalse();
  }

  @Test
  void nobodyIsTakenForAnotherWhoseFullNameIsTheirLogin() throws ToolException {
    one.jenkins.addUserByHand("somebody", "eva");
    String token = one.jenkins.makeToken("somebody");

    assertThat(one.observe("eva").account()).isEmpty();
    for (Change change :
        List.of(
            new Change.RevokeCredentials(), new Change.EndSessions(), new Change.DeleteAccount())) {
      assertThat(apply("eva", change)).isInstanceOf(Applied.Already.class);
    }

    assertThat(one.jenkins.users()).contains("somebody");
    assertThat(one.jenkins.tokenWorks("somebody", token)).isTrue();
    assertThat(apply("eva", new Change.CreateAccount())).isInstanceOf(Applied.Done.class);
  }

  @Test
  void sessionsThatCannotBeEndedAreAPersonsWork() {
    restart(seed().user("ada").withoutUserSeed(), Map.of());

    assertThat(apply("ada", new Change.EndSessions()))
        .isInstanceOfSatisfying(
            Applied.Manual.class,
            manual -> assertThat(manual.instruction()).contains("restart Jenkins"));
  }

  @Test
  void rolecallDoesNotLockItselfOut() throws ToolException {
    for (Change change :
        List.of(
            new Change.RevokeCredentials(),
            new Change.EndSessions(),
            new Change.DeleteAccount(),
            new Change.Revoke("global", "administer"),
            new Change.ChangeRole("global", "administer", "read", Optional.empty()))) {
      assertThat(apply("ROLECALL", change)).isInstanceOf(Applied.Refused.class);
    }
    assertThat(one.writes()).isEmpty();
    assertThat(one.observe("rolecall").account())
        .hasValueSatisfying(account -> assertThat(account.bot()).isTrue());
  }

  @Test
  void beforeVersion657RolesAreAssignedWithoutTypes() throws ToolException {
    restart(seed().user("ada").plugin(600), Map.of());

    assertThat(one.grant("ada", FOLDER, "read")).isInstanceOf(Applied.Done.class);
    assertThat(one.roles("ada", FOLDER)).containsExactly(FOLDER + " read DIRECT");
    assertThat(one.holders("team-a-read")).containsExactly(OLD);
    assertThat(one.revoke("ada", FOLDER, "read")).isInstanceOf(Applied.Done.class);
    assertThat(one.holders("team-a-read")).isEmpty();
  }

  @Test
  void aPageOfAProxyIsNoAbsentUser() {
    one.fail("GET", ".*/user/.*", Fault.respond(404, "<html>not found</html>"));
    assertThat(catchThrowableOfType(ToolException.class, () -> one.observe("eva")).kind())
        .isEqualTo(Kind.UNEXPECTED);

    one.fail("POST", ".*/revokeAll", Fault.respond(404, "<html>not found</html>"));
    assertThat(apply("ada", new Change.RevokeCredentials())).isInstanceOf(Applied.Conflict.class);
  }

  @Test
  void theContainersOwnPageNamesJenkinsToo() throws ToolException {
    one.fail(
        "GET",
        ".*/user/.*",
        Fault.respond(404, "{\"servlet\":\"Stapler\",\"message\":\"Not Found\"}"));

    assertThat(one.observe("eva").account()).isEmpty();
  }

  @Test
  void whileJenkinsStartsNothingIsKnownAndNothingIsDone() {
    one.jenkins.starting(true);

    assertThat(catchThrowableOfType(ToolException.class, () -> one.observe("ada")).kind())
        .isEqualTo(Kind.UNAVAILABLE);
    assertThat(one.grant("ada", FOLDER, "read")).isInstanceOf(Applied.NotNow.class);
    assertThat(apply("ada", new Change.RevokeCredentials())).isInstanceOf(Applied.NotNow.class);
    assertThat(apply("eva", new Change.CreateAccount())).isInstanceOf(Applied.Unknown.class);
  }

  @Test
  void withMatrixAuthorizationEveryRoleIsAPersonsWork() throws ToolException {
    restart(seed().user("ada").withoutRoleStrategy(), Map.of("authorization", "matrix"));

    assertThat(one.connector.check().problems()).isEmpty();
    assertThat(one.connector.descriptor().support(Ability.GRANT)).isEqualTo(Support.MANUAL);
    assertThat(one.connector.descriptor().support(Ability.REVOKE)).isEqualTo(Support.MANUAL);
    assertThat(one.connector.descriptor().instruction(Ability.GRANT)).isPresent();
    assertThat(one.observe("ada", FOLDER, "folder:no"))
        .returns(List.of(), seen -> seen.roles())
        .returns(Set.of("folder:no"), seen -> seen.unknownScopes());
    assertThat(apply("ada", new Change.DeleteAccount())).isInstanceOf(Applied.Done.class);
  }

  @Test
  void whatTheOptionsSayOfJenkinsIsChecked() throws ToolException {
    restart(seed().withoutRoleStrategy().externalRealm(), Map.of());
    assertThat(one.connector.check().problems())
        .anyMatch(problem -> problem.contains("authorization: matrix"))
        .anyMatch(problem -> problem.contains("realm: external"));

    restart(seed(), Map.of("authorization", "matrix"));
    assertThat(one.connector.check().problems())
        .containsExactly("The role strategy plugin is active: remove authorization: matrix.");
  }

  @Test
  void whereADirectoryKeepsTheAccountsRolesGoToTheLogin() throws ToolException {
    restart(seed().externalRealm(), Map.of("realm", "external"));

    assertThat(one.grant("Eva", FOLDER, "read")).isInstanceOf(Applied.Done.class);
    assertThat(one.holders("team-a-read")).containsExactly(user("Eva"));
    assertThat(one.observe("Eva").account())
        .hasValueSatisfying(account -> assertThat(account.id()).isEqualTo("eva"));
    assertThat(apply("Eva", new Change.CreateAccount())).isInstanceOf(Applied.Invalid.class);
    assertThat(apply("Eva", new Change.DeleteAccount())).isInstanceOf(Applied.Invalid.class);
    assertThat(one.connector.descriptor().offboarding())
        .doesNotContain(OffboardingStep.DELETE_ACCOUNT);
  }

  @Test
  void whereTheAccountStaysTokensMadeMeanwhileGoWithTheSessions() {
    restart(seed().user("eva").externalRealm(), Map.of("realm", "external"));
    apply("eva", new Change.RevokeCredentials());
    String token = one.jenkins.makeToken("eva");

    assertThat(apply("eva", new Change.EndSessions())).isInstanceOf(Applied.Done.class);

    assertThat(one.jenkins.tokenWorks("eva", token)).isFalse();
  }

  @Test
  void aTokenOfNoAdministratorStopsTheInstance() throws ToolException {
    String token = "Ada:" + one.jenkins.makeToken("Ada");
    one.jenkins.assignByHand(RoleType.GLOBAL, "read", user("Ada"));
    try (Connector other = one.open(token, Map.of())) {
      assertThat(other.check().problems()).hasSize(1).first().asString().contains("Administer");
      assertThat(other.apply(person("eva"), new Change.CreateAccount()))
          .isInstanceOf(Applied.Unauthorised.class);
      assertThat(
              catchThrowableOfType(
                      ToolException.class, () -> other.observe(person("ada"), Set.of(FOLDER)))
                  .kind())
          .isEqualTo(Kind.UNAUTHORISED);
    }
  }

  @Test
  void aTokenWithoutItsUserIsNotUsable() {
    try (Connector other = one.open("only-a-token", Map.of())) {
      assertThat(catchThrowableOfType(ToolException.class, other::check).kind())
          .isEqualTo(Kind.UNAUTHORISED);
    }
  }

  @Test
  void configurationAsCodeIsNamedAsAnotherWriter() throws ToolException {
    assertThat(one.connector.check().syncedByOthers()).isEmpty();

    restart(seed().asCode(), Map.of());
    ToolHealth health = one.connector.check();
    assertThat(health.syncedByOthers()).containsKeys("global", "folder:*", "agent:*");
    assertThat(health.version()).hasValue("2.568.2");
  }

  @Test
  void aPersonIsOneHolderInWhateverSpellings() throws ToolException {
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", user("Ada"));
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-read", OLD);

    assertThat(one.connector.holders(FOLDER)).hasSize(1);
  }
}
