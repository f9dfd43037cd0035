package dev.rolecall.connectors.jenkins;

import static dev.rolecall.connectors.jenkins.OneJenkins.seed;
import static dev.rolecall.connectors.jenkins.OneJenkins.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.sandbox.jenkins.Holder;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import dev.rolecall.sandbox.jenkins.RoleType;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of policies, roles of Jenkins. */
class JenkinsRolesTest {
  private OneJenkins one = new OneJenkins(seed().user("ada"), Map.of());

  @AfterEach
  void close() {
    one.close();
  }

  private void restart(JenkinsSeed seed, Map<String, String> options) {
    one.close();
    one = new OneJenkins(seed, options);
  }

  @Test
  void aWordIsTheRoleThatTheConfigurationSays() throws ToolException {
    restart(
        seed()
            .user("ada")
            .folder("team-b/web")
            .folderRole("role of team-b/web to build", "team-b/web", OneJenkins.ITEM_READ)
            .folderRole("special-build", "team-a", OneJenkins.ITEM_READ)
            .agent("linux-1")
            .role(
                RoleType.AGENT, "linux-1-build", "linux-1", Set.of("hudson.model.Computer.Build")),
        Map.of(
            "roles.folder:{path}", "role of {path} to {role}",
            "roles.folder:team-a", "special-{role}"));

    assertThat(one.grant("ada", "folder:team-b/web", "build")).isInstanceOf(Applied.Done.class);
    assertThat(one.grant("ada", "folder:team-a", "build")).isInstanceOf(Applied.Done.class);
    assertThat(one.grant("ada", "agent:linux-1", "build")).isInstanceOf(Applied.Done.class);
    assertThat(one.roles("ada", "folder:team-b/web", "folder:team-a", "agent:linux-1"))
        .containsExactly(
            "agent:linux-1 build DIRECT",
            "folder:team-a build DIRECT",
            "folder:team-b/web build DIRECT");
    assertThat(one.holders("role of team-b/web to build")).containsExactly(user("ada"));
  }

  @Test
  void rolesOfOneScopeAddUp() throws ToolException {
    one.grant("ada", "folder:team-a", "read");
    one.grant("ada", "folder:team-a", "build");

    assertThat(one.roles("ada", "folder:team-a"))
        .containsExactly("folder:team-a build DIRECT", "folder:team-a read DIRECT");
    one.revoke("ada", "folder:team-a", "build");
    assertThat(one.roles("ada", "folder:team-a")).containsExactly("folder:team-a read DIRECT");
  }

  @Test
  void theWordsAreThoseOfTheConfiguration() {
    restart(seed(), Map.of("words.folder", "read, ship", "words.global", "guest"));

    assertThat(one.connector.descriptor().scopes())
        .extracting(ScopeShape::pattern)
        .containsExactly("global", "folder:{**}", "agent:{}");
    assertThat(one.connector.descriptor().scopes().stream().flatMap(it -> it.roles().stream()))
        .containsExactly("guest", "read", "ship", "build", "configure");
    assertThat(one.grant("rolecall", "folder:team-a", "build")).isInstanceOf(Applied.Invalid.class);
  }

  @Test
  void aRoleThatDoesNotExistIsSaidBeforeAnythingIsAssigned() {
    assertThat(one.grant("ada", "folder:team-a", "deploy"))
        .isInstanceOfSatisfying(
            Applied.Invalid.class,
            invalid ->
                assertThat(invalid.why())
                    .contains("role team-a-deploy does not exist", "create-roles"));

    assertThat(one.writes()).isEmpty();
  }

  @Test
  void aMissingRoleIsCreatedForItsFolderAndWhatIsBelow() {
    restart(seed().user("ada").folder("a.b (new)/c"), Map.of("create-roles", "true"));

    assertThat(one.grant("ada", "folder:a.b (new)/c", "build")).isInstanceOf(Applied.Done.class);

    String role = "a.b (new)/c-build";
    assertThat(one.jenkins.pattern(RoleType.ITEM, role)).isEqualTo("^a\\.b \\(new\\)/c(/.*)?");
    assertThat(one.jenkins.permissions(RoleType.ITEM, role))
        .containsExactlyInAnyOrder(
            OneJenkins.ITEM_READ, "hudson.model.Item.Build", "hudson.model.Item.Cancel");
    assertThat(one.holders(role)).containsExactly(user("ada"));
    one.grant("ada", "folder:team-a", "deploy");
    assertThat(one.jenkins.pattern(RoleType.ITEM, "team-a-deploy")).isEqualTo("^team-a(/.*)?");
  }

  @Test
  void permissionsOfCreatedRolesAreThoseOfTheConfiguration() {
    restart(
        seed().user("ada").agent("mac"),
        Map.of(
            "create-roles", "true",
            "words.folder", "ship",
            "permissions.ship", "hudson.model.Item.Read,hudson.model.Item.Move",
            "permissions.build", "hudson.model.Computer.Connect"));

    one.grant("ada", "folder:team-a", "ship");
    one.grant("ada", "agent:mac", "build");

    assertThat(one.jenkins.permissions(RoleType.ITEM, "team-a-ship"))
        .containsExactlyInAnyOrder(OneJenkins.ITEM_READ, "hudson.model.Item.Move");
    assertThat(one.jenkins.permissions(RoleType.AGENT, "mac-build"))
        .containsExactly("hudson.model.Computer.Connect");
    assertThat(one.jenkins.pattern(RoleType.AGENT, "mac-build")).isEqualTo("^mac");
  }

  @Test
  void noRoleIsCreatedForAFolderThatIsNotThere() {
    restart(seed().user("ada"), Map.of("create-roles", "true"));

    assertThat(one.grant("ada", "folder:nowhere", "read")).isInstanceOf(Applied.Invalid.class);
    assertThat(one.jenkins.hasRole(RoleType.ITEM, "nowhere-read")).isFalse();
  }

  @Test
  void aRoleThatSomebodyMadeMeanwhileKeepsItsHolders() {
    restart(seed().user("ada").user("bob"), Map.of("create-roles", "true"));
    one.jenkins.addRoleByHand(
        RoleType.ITEM, "team-a-deploy", "their-own.*", Set.of(OneJenkins.ITEM_READ));
    one.jenkins.assignByHand(RoleType.ITEM, "team-a-deploy", user("bob"));

    one.grant("ada", "folder:team-a", "deploy");

    assertThat(one.holders("team-a-deploy")).containsExactly(user("bob"), user("ada"));
    assertThat(one.jenkins.pattern(RoleType.ITEM, "team-a-deploy")).isEqualTo("their-own.*");
  }

  @Test
  void overallReadComesWithTheFirstRoleBelowAndGoesWithTheLast() throws ToolException {
    one.grant("ada", "folder:team-a", "read");
    one.grant("ada", "folder:team-a", "build");
    assertThat(one.readers()).containsExactly(user("ada"));
    assertThat(one.jenkins.canRead("ada", "team-a")).isTrue();
    assertThat(one.roles("ada", "global", "folder:team-a"))
        .containsExactly(
            "folder:team-a build DIRECT", "folder:team-a read DIRECT", "global read INHERITED");

    one.revoke("ada", "folder:team-a", "build");
    assertThat(one.readers()).containsExactly(user("ada"));
    one.revoke("ada", "folder:team-a", "read");
    assertThat(one.readers()).isEmpty();
    assertThat(one.roles("ada", "global")).isEmpty();
  }

  @Test
  void whatIsImpliedIsNeitherTakenNorCountedAsHeld() throws ToolException {
    one.grant("ada", "folder:team-a", "read");

    assertThat(one.revoke("ada", "global", "read")).isInstanceOf(Applied.Already.class);
    assertThat(one.grant("ada", "global", "read")).isInstanceOf(Applied.Already.class);

    assertThat(one.readers()).containsExactly(user("ada"));
    one.jenkins.assignByHand(RoleType.GLOBAL, "read", user("bob"));
    assertThat(one.connector.holders("global"))
        .extracting(holder -> holder.account().login())
        .containsExactly("bob");
  }

  @Test
  void whoHoldsAGlobalRoleNeedsNoOther() {
    one.jenkins.addRoleByHand(RoleType.GLOBAL, "guests", ".*", Set.of("hudson.model.Hudson.Read"));
    one.jenkins.assignByHand(RoleType.GLOBAL, "guests", user("Ada"));
    one.grant("ada", "folder:team-a", "read");
    assertThat(one.readers()).isEmpty();

    one.revoke("ada", "folder:team-a", "read");
    assertThat(one.jenkins.holders(RoleType.GLOBAL, "guests")).containsExactly(user("Ada"));
  }

  @Test
  void whereEverybodyMayReadNobodyGetsItApart() {
    one.jenkins.assignByHand(
        RoleType.GLOBAL, "read", new Holder(Holder.Kind.GROUP, "authenticated"));

    one.grant("ada", "folder:team-a", "read");

    assertThat(one.readers()).hasSize(1);
  }

  @Test
  void anotherRoleCanBeTheImpliedOneOrNone() {
    restart(
        seed().user("ada").role(RoleType.GLOBAL, "enter", ".*", Set.of("hudson.model.Hudson.Read")),
        Map.of("implied-read", "enter"));
    one.grant("ada", "folder:team-a", "read");
    assertThat(one.jenkins.holders(RoleType.GLOBAL, "enter")).containsExactly(user("ada"));
    assertThat(one.readers()).isEmpty();

    restart(seed().user("ada"), Map.of("implied-read", "none"));
    one.grant("ada", "folder:team-a", "read");
    assertThat(one.readers()).isEmpty();
  }

  @Test
  void aMissingImpliedRoleStopsTheGrantBeforeIt() {
    restart(
        JenkinsSeed.withAdmin("rolecall", "api-token")
            .user("ada")
            .folder("team-a")
            .folderRole("team-a-read", "team-a", OneJenkins.ITEM_READ),
        Map.of());

    assertThat(one.grant("ada", "folder:team-a", "read")).isInstanceOf(Applied.Invalid.class);
    assertThat(one.writes()).isEmpty();
  }

  @Test
  void aFolderWithoutRolesIsKnownAndOneThatIsNotThereIsNot() throws ToolException {
    restart(seed().user("ada").folder("team-c").agent("mac"), Map.of());

    assertThat(
            one.observe("ada", "global", "folder:team-c", "agent:mac", "folder:team-a")
                .unknownScopes())
        .isEmpty();
    assertThat(
            one.observe(
                    "ada", "folder:no", "agent:no", "agent:a/b", "folder:..", "repo:x", "folder:")
                .unknownScopes())
        .containsExactlyInAnyOrder(
            "folder:no", "agent:no", "agent:a/b", "folder:..", "repo:x", "folder:");
  }

  @ParameterizedTest
  @CsvSource({
    "roles.project:{path}, {path}-{role}, a key of roles",
    "roles.folder:{path}, one-{role}, would be one role",
    "roles.global, reader, would be one role",
    "realm, ldap, is jenkins or external",
    "authorization, project, is role-strategy or matrix"
  })
  void optionsThatMeanNothingAreSaidBeforeAnyCall(String key, String value, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JenkinsConnectorType().describe(unreachable(Map.of(key, value))))
        .withMessageStartingWith(key)
        .withMessageContaining(problem);
  }

  @Test
  void describingMakesNoCall() {
    assertThat(
            new JenkinsConnectorType()
                .describe(unreachable(Map.of("realm", "external", "authorization", "matrix")))
                .edition())
        .isEqualTo("matrix");
  }

  @Test
  void theEndOfARoleIsNoneOfJenkinsBusiness() {
    one.grant("ada", "folder:team-a", "read");

    assertThat(
            one.connector.apply(
                OneJenkins.person("ada"),
                new Change.ChangeRole("folder:team-a", "read", "read", Optional.empty())))
        .isInstanceOf(Applied.Already.class);
  }

  private static ToolSettings unreachable(Map<String, String> options) {
    return new ToolSettings(
        "jenkins", URI.create("http://localhost:1"), () -> "", options, Duration.ofSeconds(1));
  }
}
