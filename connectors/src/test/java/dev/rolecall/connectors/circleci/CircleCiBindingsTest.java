package dev.rolecall.connectors.circleci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.JournalEntry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups by the public API alone, unless said otherwise. */
class CircleCiBindingsTest {
  private static final String PLATFORM = "group:platform";

  private OneCircleCi circleci = OneCircleCi.publicly();
  private String web = "project:" + circleci.tool().projectId("web");

  @AfterEach
  void close() {
    circleci.close();
  }

  private void restart(CircleCiSeed seed, Map<String, String> options) {
    circleci.close();
    circleci = new OneCircleCi(seed, options);
    web = "project:" + circleci.tool().projectId("web");
  }

  @Test
  void aGroupGetsARoleInAProjectAndAnotherOneAndKeepsItUntilAPersonTakesIt() {
    assertThat(circleci.bindings().bind(PLATFORM, web, "contributor"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.bindings().bind(PLATFORM, web, "contributor"))
        .isInstanceOf(Applied.Already.class);
    assertThat(circleci.bindings().bind(PLATFORM, web, "viewer")).isInstanceOf(Applied.Done.class);
    assertThat(circleci.tool().groupRoles("web")).containsEntry("platform", "project-viewer");

    assertThat(circleci.bindings().unbind(PLATFORM, web))
        .isInstanceOfSatisfying(
            Applied.Manual.class,
            manual -> assertThat(manual.instruction()).contains("Project Settings"));
    circleci.tool().removeGroupRoleByHand("web", "platform");
    assertThat(circleci.bindings().unbind(PLATFORM, web)).isInstanceOf(Applied.Already.class);
  }

  @Test
  void aLowerRoleIsSetByTheCallThatIsMadeForIt() {
    circleci.bindings().bind(PLATFORM, web, "admin");
    circleci.bindings().bind(PLATFORM, web, "viewer");

    assertThat(circleci.tool().requests())
        .filteredOn(request -> request.method().equals("POST"))
        .extracting(JournalEntry::path)
        .last()
        .asString()
        .endsWith("/update-role");
  }

  @Test
  void aGroupMayUseAContextAndThenNoMore() throws ToolException {
    assertThat(circleci.bindings().bind(PLATFORM, "context:deploy", "use"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.bindings().read(PLATFORM))
        .containsExactly(Map.entry("context:deploy", "use"));
    assertThat(circleci.tool().groupsOfContext("deploy"))
        .containsExactly("All members", "platform");

    assertThat(circleci.bindings().unbind(PLATFORM, "context:deploy"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.bindings().unbind(PLATFORM, "context:deploy"))
        .isInstanceOf(Applied.Already.class);
    assertThat(circleci.tool().groupsOfContext("deploy")).containsExactly("All members");
  }

  @Test
  void aRestrictionThatExistsIsNoConflict() {
    circleci.bindings().bind(PLATFORM, "context:deploy", "use");

    assertThat(circleci.bindings().bind(PLATFORM, "context:deploy", "use"))
        .isInstanceOfSatisfying(
            Applied.Already.class, already -> assertThat(already.call().status()).isEqualTo(409));
  }

  @Test
  void aContextOfTheSecondPageIsFound() throws ToolException {
    CircleCiSeed many = OneCircleCi.seed();
    for (int i = 0; i < 45; i++) {
      many = many.context("context-" + i);
    }
    restart(many, Map.of());

    assertThat(circleci.bindings().bind(PLATFORM, "context:context-44", "use"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.bindings().read(PLATFORM)).containsKey("context:context-44");
  }

  @Test
  void aGroupThatIsNotThereIsSaidSoAndCreatedOnlyWhenThatIsWanted() throws ToolException {
    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> circleci.bindings().read("group:data"));
    assertThat(circleci.bindings().bind("group:data", web, "viewer"))
        .isInstanceOf(Applied.Conflict.class);

    restart(OneCircleCi.seed(), Map.of("create-groups", "true"));

    assertThat(circleci.bindings().read("group:data")).isEmpty();
    assertThat(circleci.bindings().bind("group:data", web, "viewer"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.tool().groupRoles("web")).containsEntry("data", "project-viewer");
  }

  @Test
  void aGroupThatSomebodyElseMadeMeanwhileIsUsed() {
    restart(OneCircleCi.seed(), Map.of("create-groups", "true"));
    circleci.fail(
        "POST",
        ".*/groups",
        Fault.refuse(409, "Failed to create group, group data already exists."));
    circleci.fail("GET", ".*/organizations/[^/]+/groups", Fault.respond(200, "{\"items\":[]}"));
    circleci.fail("GET", ".*/organizations/[^/]+/groups", Fault.respond(200, "{\"items\":[]}"));
    circleci.tool().addGroupByHand("data");

    assertThat(circleci.bindings().bind("group:data", web, "viewer"))
        .isInstanceOf(Applied.Done.class);
    assertThat(circleci.tool().groupRoles("web")).containsEntry("data", "project-viewer");
  }

  @Test
  void aHundredGroupsAreFullAndThatIsNoReasonToTryAgain() {
    CircleCiSeed full = OneCircleCi.seed();
    for (int i = 1; i < 100; i++) {
      full = full.group("group-" + i);
    }
    restart(full, Map.of("create-groups", "true"));

    assertThat(circleci.bindings().bind("group:data", web, "viewer"))
        .isInstanceOf(Applied.Refused.class);
  }

  @Test
  void projectsThatCannotBeListedAreReadWhenTheyAreNamedOrWereBound() throws ToolException {
    circleci.tool().setGroupRoleByHand("web", "platform", "project-viewer");
    assertThat(circleci.bindings().read(PLATFORM)).isEmpty();

    circleci.bindings().bind(PLATFORM, web, "admin");
    assertThat(circleci.bindings().read(PLATFORM)).containsEntry(web, "admin");

    // The ids of a seed are always the same.
    restart(OneCircleCi.seed(), Map.of("projects", web.substring("project:".length()) + ", other"));
    circleci.tool().setGroupRoleByHand("web", "platform", "project-viewer");
    assertThat(circleci.bindings().read(PLATFORM)).containsEntry(web, "viewer");
  }

  @Test
  void aHigherRoleThatNobodyHasReadIsNotLowered() throws ToolException {
    circleci.tool().setGroupRoleByHand("web", "platform", "project-admin");

    assertThat(circleci.bindings().bind(PLATFORM, web, "viewer"))
        .isInstanceOf(Applied.Conflict.class);
    assertThat(circleci.bindings().read(PLATFORM)).containsEntry(web, "admin");
    assertThat(circleci.bindings().bind(PLATFORM, web, "viewer")).isInstanceOf(Applied.Done.class);
  }

  @Test
  void projectsThatCanBeListedAreAllReadByName() throws ToolException {
    restart(OneCircleCi.seed(), Map.of("unofficial", "true"));
    circleci.tool().setGroupRoleByHand("web", "platform", "project-viewer");

    assertThat(circleci.bindings().read(PLATFORM)).containsEntry("project:web", "viewer");
  }

  @Test
  void aProjectThatIsHiddenIsNotCalledGone() {
    assertThat(circleci.bindings().bind(PLATFORM, "project:elsewhere", "viewer"))
        .isInstanceOf(Applied.Invalid.class);

    circleci.fail("GET", ".*/project/.*", Fault.refuse(404, "Project does not exist."));
    circleci.fail("GET", ".*/groups", Fault.refuse(404, "Organization does not exist."));
    assertThat(circleci.bindings().unbind(PLATFORM, web)).isNotInstanceOf(Applied.Already.class);
  }

  @Test
  void rolesAndResourcesThatThereAreNotAreSaidBeforeAnyWrite() {
    assertThat(circleci.bindings().bind("org", web, "viewer")).isInstanceOf(Applied.Invalid.class);
    assertThat(circleci.bindings().bind(PLATFORM, web, "owner"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(circleci.bindings().bind(PLATFORM, "context:deploy", "admin"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(circleci.bindings().bind(PLATFORM, PLATFORM, "member"))
        .isInstanceOf(Applied.Invalid.class);
    assertThat(circleci.tool().requests()).allMatch(request -> request.method().equals("GET"));
  }

  @Test
  void aLostAnswerIsUnknownAndTheNextReadingShowsIt() throws ToolException {
    circleci.fail("POST", ".*/restrictions", Fault.loseResponse());

    assertThat(circleci.bindings().bind(PLATFORM, "context:deploy", "use"))
        .isInstanceOf(Applied.Unknown.class);
    assertThat(circleci.bindings().read(PLATFORM)).containsKey("context:deploy");
  }
}
