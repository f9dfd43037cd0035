package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.group;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static dev.rolecall.ingest.http.ScimRequests.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PUT (RFC 7644 § 3.5.1), and what a POST may not choose. */
class ReplacementTest {

  private RunningIngest ingest;

  @BeforeEach
  void start() throws Exception {
    ingest = new RunningIngest();
  }

  @AfterEach
  void stop() throws IOException {
    ingest.close();
  }

  @Test
  void whatAPutLeavesOutIsCleared() throws Exception {
    String path = "/Users/" + user(ingest, "ada");
    put(
        path,
        "{'userName':'ada','externalId':'x','title':'T','name':{'givenName':'A'},"
            + "'emails':[{'value':'a@b.example'}],"
            + "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'D'}}");
    JsonNode user = put(path, "{'userName':'ada'}");
    assertThat(user.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("schemas", "id", "userName", "active", "meta");
  }

  @Test
  void whatOnlyTheServiceWritesIsIgnored() throws Exception {
    String id = user(ingest, "ada");
    JsonNode user =
        put(
            "/Users/" + id,
            "{'id':'another','userName':'ada','groups':[{'value':'g'}],'title':'T',"
                + "'meta':{'version':'W/\\'99\\'','created':'2001-01-01T00:00:00Z',"
                    .replace("\\'", "\\\"")
                + "'location':'http://evil.example/'}}");
    assertThat(user.path("id").asText()).isEqualTo(id);
    assertThat(user.path("title").asText()).isEqualTo("T");
    assertThat(user.has("groups")).isFalse();
    assertThat(user.at("/meta/created").asText()).isEqualTo("2026-11-20T12:00:01Z");
    assertThat(user.at("/meta/version").asText()).isEqualTo("W/\"2\"");
    assertThat(user.at("/meta/location").asText())
        .isEqualTo(ingest.address("/scim/v2/Users/" + id));
  }

  @Test
  void aPostDoesNotChooseItsId() throws Exception {
    HttpResponse<String> created =
        ingest.scim("POST", "/Users", quoted("{'id':'mine','userName':'ada'}"));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(body(created).path("id").asText()).isNotEqualTo("mine").hasSize(36);
    assertThat(ingest.scim("GET", "/Users/mine", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aPutWithoutWhatIsRequiredOrOfNobodyChangesNothing() throws Exception {
    String path = "/Users/" + user(ingest, "ada");
    HttpResponse<String> nameless = ingest.scim("PUT", path, quoted("{'title':'T'}"));
    assertThat(nameless.statusCode()).isEqualTo(400);
    assertThat(body(nameless).path("scimType").asText()).isEqualTo("invalidValue");
    assertThat(ingest.scim("PUT", "/Users/none", quoted("{'userName':'x'}")).statusCode())
        .isEqualTo(404);
    assertThat(ingest.acme.commands).hasSize(1);
  }

  @Test
  void aPutOfAGroupIsComparedWithItsMembers() throws Exception {
    String path = "/Groups/" + group(ingest, "G");
    put(path, "{'displayName':'G','members':[{'value':'u1'},{'value':'u2'}]}");
    JsonNode group = put(path, "{'displayName':'H','members':[{'value':'u2'},{'value':'u3'}]}");
    assertThat(group.path("members").findValuesAsText("value")).containsExactly("u2", "u3");
    JsonNode silent = put(path, "{'displayName':'H'}");
    assertThat(silent.path("members").findValuesAsText("value"))
        .containsExactlyInAnyOrder("u2", "u3");
    assertThat(ingest.acme.commands).hasSize(3);
    assertThat(put(path, "{'displayName':'H','members':[]}").path("members")).isEmpty();
  }

  private JsonNode put(String path, String json) throws Exception {
    HttpResponse<String> response = ingest.scim("PUT", path, quoted(json));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return body(response);
  }
}
