package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.group;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static dev.rolecall.ingest.http.ScimRequests.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.DirectoryConfig.Profile;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilesTest {

  private static final String PATCH =
      "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':[%s]}";
  private static final String MEMBER =
      PATCH.formatted("{'op':'add','path':'members','value':[{'value':'u1'}]}");
  private static final String TITLE =
      PATCH.formatted("{'op':'replace','path':'title','value':'T'}");

  @Test
  void autoAnswersAPatchByTheUserAndByNothingOfAGroup() throws Exception {
    try (RunningIngest ingest = started(Profile.AUTO)) {
      assertThat(body(patchedUser(ingest)).path("title").asText()).isEqualTo("T");
      assertThat(patchedGroup(ingest, "").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void oktaGetsTheGroupWithoutItsMembers() throws Exception {
    try (RunningIngest ingest = started(Profile.OKTA)) {
      assertThat(patchedUser(ingest).statusCode()).isEqualTo(200);
      HttpResponse<String> patched = patchedGroup(ingest, "");
      assertThat(patched.statusCode()).isEqualTo(200);
      assertThat(body(patched).path("displayName").asText()).isEqualTo("G");
      assertThat(body(patched).has("members")).isFalse();
    }
  }

  @Test
  void entraGetsNothing() throws Exception {
    try (RunningIngest ingest = started(Profile.ENTRA)) {
      assertThat(patchedUser(ingest).statusCode()).isEqualTo(204);
      assertThat(patchedGroup(ingest, "").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void whoAsksForAttributesGetsThemWhateverTheProfile() throws Exception {
    try (RunningIngest ingest = started(Profile.ENTRA)) {
      HttpResponse<String> patched = patchedGroup(ingest, "?attributes=members");
      assertThat(patched.statusCode()).isEqualTo(200);
      assertThat(body(patched).at("/members/0/value").asText()).isEqualTo("u1");
      assertThat(body(patched).has("displayName")).isFalse();
    }
  }

  @Test
  void strictAnswersByTheWholeResource() throws Exception {
    try (RunningIngest ingest = started(Profile.STRICT)) {
      HttpResponse<String> patched = patchedGroup(ingest, "");
      assertThat(patched.statusCode()).isEqualTo(200);
      assertThat(body(patched).at("/members/0/value").asText()).isEqualTo("u1");
    }
  }

  @Test
  void strictRefusesWhatLeavesTheRfcsAndChangesNothing() throws Exception {
    try (RunningIngest ingest = started(Profile.STRICT)) {
      String path = "/Users/" + user(ingest, "ada");
      int before = ingest.acme.commands.size();
      Map<String, String> refused = new LinkedHashMap<>();
      refused.put("{'op':'Replace','path':'title','value':'T'}", "invalidSyntax");
      refused.put("{'path':'title','value':'T'}", "invalidSyntax");
      refused.put("{'op':'replace','path':'active','value':'False'}", "invalidValue");
      refused.put("{'op':'replace','value':{'name.givenName':'A'}}", "invalidPath");
      refused.put("{'op':'replace','path':'department','value':'D'}", "invalidPath");
      refused.put("{'op':'replace','path':'nonsense','value':'x'}", "invalidPath");
      refused.put(
          "{'op':'replace','path':'emails[type eq \\'x\\'].value','value':'v'}", "noTarget");
      refused.put("{'op':'remove','path':'title','value':'T'}", "invalidValue");
      refused.put("{'op':'replace','value':{'id':'other'}}", "mutability");
      for (Map.Entry<String, String> each : refused.entrySet()) {
        String operation = each.getKey().replace("\\'", "\\\"");
        HttpResponse<String> response =
            ingest.scim("PATCH", path, quoted(PATCH.formatted(operation)));
        assertThat(response.statusCode()).as(operation + response.body()).isEqualTo(400);
        assertThat(body(response).path("scimType").asText())
            .as(operation)
            .isEqualTo(each.getValue());
      }
      assertThat(ingest.scim("GET", "/users", "").statusCode()).isEqualTo(400);
      assertThat(ingest.scim("GET", "/Users?startindex=1", "").statusCode()).isEqualTo(400);
      assertThat(ingest.scim("POST", "/Users/.search", "{}").statusCode()).isEqualTo(400);
      assertThat(ingest.acme.commands).hasSize(before);
    }
  }

  @Test
  void strictTakesWhatTheRfcsAllow() throws Exception {
    try (RunningIngest ingest = started(Profile.STRICT)) {
      String path = "/Users/" + user(ingest, "ada");
      String pathless = PATCH.formatted("{'op':'replace','value':{'title':'T'}}");
      assertThat(ingest.scim("PATCH", path, quoted(pathless)).statusCode()).isEqualTo(200);
      assertThat(ingest.scim("GET", "/Users?unknown=1", "").statusCode()).isEqualTo(200);
      assertThat(ingest.scim("GET", path + "/", "").statusCode()).isEqualTo(200);
    }
  }

  private static RunningIngest started(Profile profile) throws Exception {
    return new RunningIngest(
        RunningIngest.DIRECT, profile, Bounds.USUAL, InstantSource.fixed(MemoryDirectory.START));
  }

  private static HttpResponse<String> patchedUser(RunningIngest ingest) throws Exception {
    return ingest.scim("PATCH", "/Users/" + user(ingest, "ada"), quoted(TITLE));
  }

  private static HttpResponse<String> patchedGroup(RunningIngest ingest, String query)
      throws Exception {
    return ingest.scim("PATCH", "/Groups/" + group(ingest, "G") + query, quoted(MEMBER));
  }
}
