package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.group;
import static dev.rolecall.ingest.http.ScimRequests.header;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static dev.rolecall.ingest.http.ScimRequests.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entity tags: RFC 7644 § 3.14, RFC 9110 § 13. */
class ConditionsTest {

  private static final String ADA = quoted("{'userName':'ada','title':'%s'}");

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
  void theTagOfAnAnswerIsTheVersionInItsBodyAndTheLocationToo() throws Exception {
    HttpResponse<String> created = ingest.scim("POST", "/Users", ADA.formatted("a"));
    String path = "/Users/" + body(created).path("id").asText();
    List<HttpResponse<String>> answers =
        List.of(
            created,
            ingest.scim("GET", path, ""),
            ingest.scim("PUT", path, ADA.formatted("b")),
            ingest.scim(
                "PATCH",
                path,
                quoted("{'Operations':[{'op':'replace','path':'title','value':'c'}]}")));
    for (HttpResponse<String> each : answers) {
      assertThat(header(each, "ETag")).isEqualTo(body(each).at("/meta/version").asText());
      assertThat(header(each, "Location"))
          .isEqualTo(body(each).at("/meta/location").asText())
          .isEqualTo(ingest.address("/scim/v2" + path));
    }
    assertThat(header(answers.getLast(), "ETag")).isEqualTo("W/\"3\"");
  }

  @Test
  void aPatchOfAGroupIsAnsweredByItsTagAndLocation() throws Exception {
    String path = "/Groups/" + group(ingest, "G");
    HttpResponse<String> patched =
        ingest.scim(
            "PATCH",
            path,
            quoted("{'Operations':[{'op':'add','path':'members','value':[{'value':'u1'}]}]}"));
    assertThat(patched.statusCode()).isEqualTo(204);
    assertThat(header(patched, "ETag"))
        .isEqualTo(body(ingest.scim("GET", path, "")).at("/meta/version").asText());
    assertThat(header(patched, "Location")).isEqualTo(ingest.address("/scim/v2" + path));
  }

  @Test
  void aWriteNeedsOneOfTheVersionsThatItsClientNames() throws Exception {
    String path = "/Users/" + user(ingest, "ada");
    Map<String, Integer> statuses =
        Map.of(
            "W/\"9\"",
            412,
            "\"9\", W/\"8\"",
            412,
            "W/\"1\"",
            200,
            "\"1\"",
            200,
            "\"7\", W/\"1\"",
            200,
            "*",
            200,
            "1",
            200,
            "W/",
            400);
    for (Map.Entry<String, Integer> each : statuses.entrySet()) {
      // The same title again changes nothing, so the version stays.
      HttpResponse<String> response =
          ingest.scim("PUT", path, Map.of("If-Match", each.getKey()), quoted("{'userName':'ada'}"));
      assertThat(response.statusCode()).as(each.getKey()).isEqualTo(each.getValue());
    }
    assertThat(ingest.deviations("unquoted-tag")).isEqualTo(2);
  }

  @Test
  void groupsHaveConditionsToo() throws Exception {
    String path = "/Groups/" + group(ingest, "G");
    String rename = quoted("{'Operations':[{'op':'replace','value':{'displayName':'%s'}}]}");
    Map<String, String> first = Map.of("If-Match", "W/\"1.1\"");
    assertThat(ingest.scim("PATCH", path, first, rename.formatted("H")).statusCode())
        .isEqualTo(204);
    assertThat(ingest.scim("PATCH", path, first, rename.formatted("I")).statusCode())
        .isEqualTo(412);
    assertThat(ingest.scim("PUT", path, first, quoted("{'displayName':'I'}")).statusCode())
        .isEqualTo(412);
    assertThat(ingest.scim("DELETE", path, first, "").statusCode()).isEqualTo(412);
    assertThat(ingest.scim("DELETE", path, Map.of("If-Match", "*"), "").statusCode())
        .isEqualTo(204);
    assertThat(ingest.scim("DELETE", path, Map.of("If-Match", "*"), "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void whatAClientHasAlreadyIsNotSentAgain() throws Exception {
    String path = "/Users/" + user(ingest, "ada");
    for (String tag : List.of("W/\"1\"", "\"1\"", "*", "W/\"0\", W/\"1\"")) {
      HttpResponse<String> known = ingest.scim("GET", path, Map.of("If-None-Match", tag), "");
      assertThat(known.statusCode()).as(tag).isEqualTo(304);
      assertThat(header(known, "ETag")).isEqualTo("W/\"1\"");
      assertThat(known.body()).isEmpty();
    }
    assertThat(ingest.scim("GET", path, Map.of("If-None-Match", "W/\"2\""), "").statusCode())
        .isEqualTo(200);
    assertThat(ingest.scim("GET", path, Map.of("If-Match", "W/\"2\""), "").statusCode())
        .isEqualTo(412);
  }

  @Test
  void aWriteThatMustNotMeetAVersionDoesNot() throws Exception {
    String path = "/Users/" + user(ingest, "ada");
    String body = quoted("{'userName':'eve'}");
    Map<String, String> absent = Map.of("If-None-Match", "*");
    assertThat(ingest.scim("PUT", path, absent, body).statusCode()).isEqualTo(412);
    assertThat(ingest.scim("DELETE", path, absent, "").statusCode()).isEqualTo(412);
    assertThat(ingest.scim("PUT", "/Users/none", absent, body).statusCode()).isEqualTo(404);
    assertThat(ingest.scim("POST", "/Users", absent, body).statusCode()).isEqualTo(201);
    assertThat(ingest.acme.users).hasSize(2);
  }

  @Test
  void documentsOfTheServiceHaveTagsAsWell() throws Exception {
    for (String path : List.of("/Schemas", "/ResourceTypes/User", "/ServiceProviderConfig")) {
      String tag = header(ingest.scim("GET", path, ""), "ETag");
      assertThat(tag).startsWith("W/\"");
      assertThat(ingest.scim("GET", path, Map.of("If-None-Match", tag), "").statusCode())
          .isEqualTo(304);
      assertThat(ingest.scim("GET", path, Map.of("If-None-Match", "W/\"x\""), "").statusCode())
          .isEqualTo(200);
    }
  }
}
