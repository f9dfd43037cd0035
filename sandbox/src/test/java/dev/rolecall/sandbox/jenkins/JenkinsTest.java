package dev.rolecall.sandbox.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import dev.rolecall.sandbox.jenkins.Holder.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the real Jenkins was seen to do, or says in its source, beyond single answers. */
class JenkinsTest {
  private static final String TOKEN = "admin-token";
  private static final String STRATEGY = "/role-strategy/strategy/";
  private static final String ADA = "/user/ada/descriptorByName/";
  private static final String RENEW =
      ADA + "jenkins.security.seed.UserSeedProperty/renewSessionSeed";
  private static final String READ = "hudson.model.Hudson.Read";

  private Sandbox sandbox = Sandbox.start(List.of());
  private JenkinsHttp admin = JenkinsHttp.anonymous(java.net.URI.create("http://localhost"));

  @AfterEach
  void close() {
    admin.close();
    sandbox.close();
  }

  @Test
  void aDeletedUsersSessionPassesOnceMoreAndBringsTheRecordBack() {
    Jenkins jenkins = start(seed().user("ada"));
    JenkinsHttp browser = browser(jenkins.signIn("ada", false));
    assertThat(admin.post("/user/ada/doDelete").status()).isEqualTo(302);

    assertThat(name(browser)).isEqualTo("ada");
    assertThat(jenkins.users()).contains("ada");
    assertThat(name(browser)).isEqualTo("anonymous");
    browser.close();
  }

  @Test
  void anOpenPageEndsItsSessionItselfOnceTheSeedIsRenewed() {
    Jenkins jenkins = start(seed().user("ada"));
    JenkinsHttp browser = browser(jenkins.signIn("ada", true));
    assertThat(admin.post(RENEW).status()).isEqualTo(200);
    admin.post("/user/ada/doDelete");

    assertThat(jenkins.users()).doesNotContain("ada");
    assertThat(name(browser)).isEqualTo("anonymous");
    browser.close();
  }

  @Test
  void anOpenPageOfADeletedUserBringsTheRecordBackAtOnce() {
    Jenkins jenkins = start(seed().user("ada"));
    jenkins.signIn("ada", true);
    admin.post("/user/ada/doDelete");

    assertThat(jenkins.users()).contains("ada");
  }

  @Test
  void renewingTheSeedLeavesTokensAndRevokingThemLeavesSessions() {
    Jenkins jenkins = start(seed().user("ada"));
    String token = jenkins.makeToken("ada");
    JenkinsHttp browser = browser(jenkins.signIn("ada", false));
    admin.post(ADA + "jenkins.security.ApiTokenProperty/revokeAll");
    assertThat(status(token)).isEqualTo(401);
    assertThat(name(browser)).isEqualTo("ada");

    String second = jenkins.makeToken("ada");
    admin.post(RENEW);
    assertThat(name(browser)).isEqualTo("anonymous");
    assertThat(status(second)).isEqualTo(200);
    browser.close();
  }

  @Test
  void rolesOutliveTheAccountAndComeBackWithItsName() {
    Jenkins jenkins =
        start(
            seed()
                .user("ada")
                .role(RoleType.GLOBAL, "reader", ".*", Set.of(READ), user("Ada"))
                .folder("team-a")
                .folderRole("team-a-read", "team-a", "hudson.model.Item.Read"));
    jenkins.assignByHand(RoleType.ITEM, "team-a-read", user("ada"));
    admin.post("/user/ada/doDelete");
    assertThat(jenkins.canRead("ada", "team-a")).isTrue();
    assertThat(jenkins.holders(RoleType.ITEM, "team-a-read")).containsExactly(user("ada"));

    admin.post(STRATEGY + "deleteUser", "type", "projectRoles", "user", "ada");
    admin.post(STRATEGY + "deleteUser", "type", "globalRoles", "user", "ada");
    assertThat(jenkins.holders(RoleType.ITEM, "team-a-read")).isEmpty();
    assertThat(jenkins.holders(RoleType.GLOBAL, "reader")).containsExactly(user("Ada"));
  }

  @Test
  void beforeVersion657HoldersArePlainStringsAndUntyped() {
    Jenkins jenkins = start(seed().plugin(600));
    assertThat(admin.get(STRATEGY + "getAllRoles").body()).isEqualTo("{\"admin\":[\"admin\"]}");
    assertThat(
            admin
                .post(STRATEGY + "assignUserRole", "type", "globalRoles", "roleName", "admin")
                .status())
        .isEqualTo(404);
    assertThat(admin.get(STRATEGY + "getRoleAssignments").status()).isEqualTo(404);

    admin.post(STRATEGY + "assignRole", "type", "globalRoles", "roleName", "admin", "sid", "ada");
    assertThat(jenkins.holders(RoleType.GLOBAL, "admin"))
        .containsExactly(user("admin"), new Holder(Kind.EITHER, "ada"));
  }

  @Test
  void withoutTheStrategyOrTheRealmTheirCallsAreNotThere() {
    start(seed().withoutRoleStrategy().externalRealm().withoutUserSeed().user("ada"));

    assertThat(admin.get(STRATEGY + "getAllRoles").status()).isEqualTo(404);
    assertThat(admin.post("/securityRealm/createAccountByAdmin").status()).isEqualTo(404);
    assertThat(admin.post(RENEW).status()).isEqualTo(404);
    assertThat(admin.get("/configuration-as-code/").status()).isEqualTo(404);
  }

  @Test
  void aBearerTokenIsNoCredentialAndNobodyIsSignedIn() {
    start(seed());
    JenkinsHttp bearer =
        JenkinsHttp.anonymous(sandbox.url("jenkins")).with("Authorization", "Bearer " + TOKEN);

    assertThat(name(bearer)).isEqualTo("anonymous");
    bearer.close();
  }

  @Test
  void whileItStartsEverythingIs503() {
    Jenkins jenkins = start(seed());
    jenkins.starting(true);
    assertThat(admin.get("/whoAmI/api/json").status()).isEqualTo(503);
    jenkins.starting(false);
    assertThat(admin.get("/whoAmI/api/json").status()).isEqualTo(200);
  }

  @Test
  void whoIsNoAdministratorIsToldWhatIsMissing() {
    Jenkins jenkins =
        start(seed().user("ada").role(RoleType.GLOBAL, "reader", ".*", Set.of(READ), user("ada")));
    JenkinsHttp ada = JenkinsHttp.basic(sandbox.url("jenkins"), "ada", jenkins.makeToken("ada"));

    JenkinsHttp.Reply reply = ada.get(STRATEGY + "getAllRoles");

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("X-Required-Permission")).isEqualTo("hudson.model.Hudson.Administer");
    ada.close();
  }

  @Test
  void aRequiredPermissionNamesWhatImpliesIt() {
    start(seed());
    JenkinsHttp nobody = JenkinsHttp.anonymous(sandbox.url("jenkins"));

    assertThat(nobody.get("/api/json").header("X-Permission-Implied-By"))
        .isEqualTo("hudson.security.Permission.GenericRead, hudson.model.Hudson.Administer");
    nobody.close();
  }

  @Test
  void configurationAsCodeSaysWhereItCameFrom() {
    start(seed().asCode());

    assertThat(admin.get("/manage/configuration-as-code/").body())
        .contains("Configuration loaded from");
  }

  @Test
  void anAddressThatNamesNoIdNamesAFullName() {
    Jenkins jenkins = start(seed());
    jenkins.addUserByHand("eva", "ada");

    assertThat(admin.get("/user/ada/api/json").json().path("id").asText()).isEqualTo("eva");
    admin.post("/user/ada/doDelete");
    assertThat(jenkins.users()).containsExactly("admin");
  }

  @Test
  void peopleAndAFaultAreMadeByHand() {
    Jenkins jenkins = start(seed());
    admin.send("POST", "/_sandbox/users/eva", "text/plain", "");
    admin.send("POST", "/_sandbox/globalRoles/admin/eva", "text/plain", "");
    assertThat(jenkins.users()).contains("eva");
    assertThat(jenkins.holders(RoleType.GLOBAL, "admin")).contains(user("eva"));

    jenkins.faults().add(FaultRule.on("GET", "/whoAmI.*", Fault.expireToken()).once());
    assertThat(admin.get("/whoAmI/api/json").status()).isEqualTo(401);
    jenkins.renewTokens();
    assertThat(admin.get("/whoAmI/api/json").status()).isEqualTo(200);

    admin.send("POST", "/_sandbox/reset", "text/plain", "");
    assertThat(jenkins.users()).containsExactly("admin");
    assertThat(admin.get("/_sandbox/state").json().path("type").asText()).isEqualTo("jenkins");
  }

  private static JenkinsSeed seed() {
    return JenkinsSeed.withAdmin("admin", TOKEN);
  }

  private static Holder user(String id) {
    return new Holder(Kind.USER, id);
  }

  private Jenkins start(JenkinsSeed seed) {
    sandbox = Sandbox.start(List.of(SimulatorSpec.jenkins("jenkins", 0, seed)));
    admin = JenkinsHttp.basic(sandbox.url("jenkins"), "admin", TOKEN);
    return sandbox.tool("jenkins", Jenkins.class);
  }

  private JenkinsHttp browser(String cookie) {
    return JenkinsHttp.anonymous(sandbox.url("jenkins")).with("Cookie", cookie);
  }

  private static String name(JenkinsHttp http) {
    return http.get("/whoAmI/api/json").json().path("name").asText();
  }

  private int status(String token) {
    try (JenkinsHttp ada = JenkinsHttp.basic(sandbox.url("jenkins"), "ada", token)) {
      return ada.get("/whoAmI/api/json").status();
    }
  }
}
