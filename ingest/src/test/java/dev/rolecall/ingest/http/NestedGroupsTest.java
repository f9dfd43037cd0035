package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.schemas.avro.ChangeGroup;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups as members of groups, as clients send and see them. */
class NestedGroupsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private RunningIngest ingest;
  private String ada = "";
  private String team = "";

  @BeforeEach
  void start() throws Exception {
    ingest = new RunningIngest();
    ada = id(ingest.scim("POST", "/Users", "{\"userName\":\"ada\"}"));
    team = id(ingest.scim("POST", "/Groups", group("team", "{\"value\":\"" + ada + "\"}")));
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void aMemberThatIsAGroupIsShownAsOneHoweverItWasSent() throws Exception {
    List<String> spellings =
        List.of(
            "{'value':'%s','type':'Group'}",
            "{'value':'%s'}",
            "{'value':'%s','$ref':'https://scim.example/scim/v2/Groups/%s'}",
            "{'$ref':'../Groups/%s'}");
    for (int n = 0; n < spellings.size(); n++) {
      String member = spellings.get(n).replace('\'', '"').replace("%s", team);
      HttpResponse<String> created =
          ingest.scim("POST", "/Groups", group("all " + n, member, "{\"value\":\"" + ada + "\"}"));
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      assertMembers(JSON.readTree(created.body()));
      assertMembers(json("GET", "/Groups/" + id(created)));
    }
  }

  @Test
  void putAndPatchTakeGroupsToo() throws Exception {
    String all = id(ingest.scim("POST", "/Groups", group("all")));
    String member = "{\"value\":\"" + team + "\",\"type\":\"Group\"}";
    String person = "{\"value\":\"" + ada + "\"}";
    assertMembers(
        JSON.readTree(ingest.scim("PUT", "/Groups/" + all, group("all", member, person)).body()));

    String remove = "members[value eq \\\"%s\\\" and type eq \\\"Group\\\"]".formatted(team);
    ingest.scim(
        "PATCH",
        "/Groups/" + all,
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"" + remove + "\"}]}");
    assertThat(json("GET", "/Groups/" + all).path("members")).hasSize(1);
    ingest.scim(
        "PATCH",
        "/Groups/" + all,
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[" + member + "]}]}");
    assertMembers(json("GET", "/Groups/" + all));
  }

  @Test
  void theGroupsOfAUserAreDirectOrIndirect() throws Exception {
    ingest.scim("POST", "/Groups", group("all", "{\"value\":\"" + team + "\"}"));

    JsonNode groups = json("GET", "/Users/" + ada).path("groups");
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0).path("display").asText()).isEqualTo("team");
    assertThat(groups.get(0).path("type").asText()).isEqualTo("direct");
    assertThat(groups.get(1).path("display").asText()).isEqualTo("all");
    assertThat(groups.get(1).path("type").asText()).isEqualTo("indirect");
    assertThat(groups.get(1).path("$ref").asText()).contains("/Groups/");
  }

  @Test
  void whoeverStaysAMemberIsInNoCommandSoTheirMembershipKeepsItsAge() throws Exception {
    String stays = "{\"value\":\"" + ada + "\"}";
    String comes = "{\"value\":\"new\"}";
    ingest.scim("PUT", "/Groups/" + team, group("team", stays, comes));
    assertThat(lastChange().getAdd()).containsExactly("new");
    assertThat(lastChange().getRemove()).isEmpty();

    ingest.scim("PATCH", "/Groups/" + team, replaceMembers(stays, "{\"value\":\"newer\"}"));
    assertThat(lastChange().getAdd()).containsExactly("newer");
    assertThat(lastChange().getRemove()).containsExactly("new");
  }

  @Test
  void emptyingAndFillingInOnePatchTouchesOnlyWhoIsNotInBoth() throws Exception {
    ingest.scim(
        "PATCH",
        "/Groups/" + team,
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members\"},"
            + "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
            + ada
            + "\"},{\"value\":\"new\"}]}]}");
    assertThat(lastChange().getAdd()).containsExactly("new");
    assertThat(lastChange().getRemove()).isEmpty();
  }

  @Test
  void removingAndAddingTheSameMemberInOnePatchIsNoRemoval() throws Exception {
    ingest.scim(
        "PATCH",
        "/Groups/" + team,
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\""
            + ada
            + "\\\"]\"},{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
            + ada
            + "\"}]}]}");
    assertThat(lastChange().getRemove()).isEmpty();
  }

  @Test
  void noPartOfALargePutRemovesWhomAnotherPartKeeps() throws Exception {
    List<String> before = members(0, 900);
    String all = id(ingest.scim("POST", "/Groups", group("all", before.toArray(String[]::new))));
    ingest.acme.commands.clear();
    ingest.scim("PUT", "/Groups/" + all, group("all", members(450, 1_350).toArray(String[]::new)));

    List<String> removed = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (var command : ingest.acme.commands) {
      removed.addAll(((ChangeGroup) command.getIntent()).getRemove());
      added.addAll(((ChangeGroup) command.getIntent()).getAdd());
    }
    assertThat(ingest.acme.commands).hasSizeGreaterThan(1);
    assertThat(removed).hasSize(450).contains("m0", "m449").doesNotContain("m450");
    assertThat(added).hasSize(450).contains("m900", "m1349").doesNotContain("m899");
  }

  private static List<String> members(int from, int to) {
    List<String> members = new ArrayList<>();
    for (int n = from; n < to; n++) {
      members.add("{\"value\":\"m" + n + "\"}");
    }
    return members;
  }

  private ChangeGroup lastChange() {
    return (ChangeGroup) ingest.acme.commands.getLast().getIntent();
  }

  private void assertMembers(JsonNode shown) {
    assertThat(shown.path("members")).hasSize(2);
    for (JsonNode member : shown.path("members")) {
      boolean isTeam = member.path("value").asText().equals(team);
      assertThat(member.path("type").asText()).isEqualTo(isTeam ? "Group" : "User");
      assertThat(member.path("$ref").asText())
          .endsWith(isTeam ? "/Groups/" + team : "/Users/" + ada);
    }
  }

  private JsonNode json(String method, String path) throws Exception {
    return JSON.readTree(ingest.scim(method, path, "").body());
  }

  private static String id(HttpResponse<String> created) throws Exception {
    return JSON.readTree(created.body()).path("id").asText();
  }

  private static String group(String name, String... members) {
    return "{\"displayName\":\"" + name + "\",\"members\":[" + String.join(",", members) + "]}";
  }

  private static String replaceMembers(String... members) {
    return "{\"Operations\":[{\"op\":\"replace\",\"path\":\"members\",\"value\":["
        + String.join(",", members)
        + "]}]}";
  }
}
