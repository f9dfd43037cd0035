package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.header;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static dev.rolecall.ingest.http.ScimRequests.user;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointsTest {

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
  void aMethodThatAnEndpointLacksIsAnsweredWithThoseItHas() throws Exception {
    Map<String, String> allowed =
        Map.of(
            "/Users", "GET, HEAD, OPTIONS, POST",
            "/Groups/1", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
            "/Users/.search", "OPTIONS, POST",
            "/Bulk", "OPTIONS, POST",
            "/ServiceProviderConfig", "GET, HEAD, OPTIONS",
            "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", "GET, HEAD, OPTIONS",
            "/ResourceTypes", "GET, HEAD, OPTIONS");
    for (Map.Entry<String, String> each : allowed.entrySet()) {
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND")) {
        if (!List.of(each.getValue().split(", ", -1)).contains(method)) {
          HttpResponse<String> response = ingest.scim(method, each.getKey(), "{}");
          assertThat(response.statusCode()).as(method + each.getKey()).isEqualTo(405);
          assertThat(header(response, "Allow")).isEqualTo(each.getValue());
        }
      }
      HttpResponse<String> options = ingest.scim("OPTIONS", each.getKey(), "");
      assertThat(options.statusCode()).isEqualTo(204);
      assertThat(header(options, "Allow")).isEqualTo(each.getValue());
    }
  }

  @Test
  void nobodyIsMeAndTheRestIsNothing() throws Exception {
    for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
      HttpResponse<String> response = ingest.scim(method, "/Me", "{}");
      assertThat(response.statusCode()).isEqualTo(501);
      assertThat(body(response).path("status").asText()).isEqualTo("501");
      for (String path : List.of("/Robots", "/Users/1/2", "/Bulk/1", "/Me/1")) {
        assertThat(ingest.scim(method, path, "{}").statusCode()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void headSaysWhatGetWouldWithoutABody() throws Exception {
    String id = user(ingest, "ada");
    HttpResponse<String> head = ingest.scim("HEAD", "/Users/" + id, "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "ETag")).isEqualTo("W/\"1\"");
    assertThat(ingest.scim("HEAD", "/Users", "").statusCode()).isEqualTo(200);
    assertThat(ingest.scim("HEAD", "/Users/nobody", "").statusCode()).isEqualTo(404);
  }

  @Test
  void slashesAndTheCaseOfAnEndpointDoNotMatterAndAreCounted() throws Exception {
    String id = user(ingest, "ada");
    assertThat(ingest.scim("GET", "//Users//" + id + "/", "").statusCode()).isEqualTo(200);
    assertThat(ingest.deviations("untidy-address")).isEqualTo(1);
    assertThat(ingest.scim("GET", "/users/" + id, "").statusCode()).isEqualTo(200);
    assertThat(ingest.scim("GET", "/SERVICEPROVIDERCONFIG", "").statusCode()).isEqualTo(200);
    assertThat(ingest.deviations("address-case")).isEqualTo(2);
    assertThat(ingest.scim("GET", "/Users/" + id.toUpperCase(Locale.ROOT), ""))
        .matches(each -> each.statusCode() == 404, "ids are what they are");
  }

  @Test
  void parametersOfOthersAreIgnoredAndCounted() throws Exception {
    user(ingest, "ada");
    HttpResponse<String> response = ingest.scim("GET", "/Users?aadOptscim062020&STARTINDEX=2", "");
    assertThat(body(response).path("startIndex").asInt()).isEqualTo(2);
    assertThat(ingest.deviations("unknown-parameter")).isEqualTo(1);
    assertThat(ingest.deviations("address-case")).isEqualTo(1);
  }

  @Test
  void aBodyIsJsonInUtf8AsItIs() throws Exception {
    String ada = quoted("{'userName':'ada'}");
    for (String type :
        List.of("text/plain", "application/xml", "application/scim+json; charset=iso-8859-1")) {
      assertThat(ingest.scim("POST", "/Users", Map.of("Content-Type", type), ada).statusCode())
          .as(type)
          .isEqualTo(415);
    }
    assertThat(ingest.scim("POST", "/Users", Map.of("Content-Encoding", "gzip"), ada).statusCode())
        .isEqualTo(415);
    HttpResponse<String> google =
        ingest.scim(
            "POST", "/Users", Map.of("Content-Type", "application/json; charset=UTF-8"), ada);
    assertThat(google.statusCode()).isEqualTo(201);
    assertThat(ingest.deviations("media-type")).isEqualTo(1);
  }

  @Test
  void whateverAClientAcceptsItGetsScim() throws Exception {
    for (String accept : List.of("application/json", "text/html", "*/*")) {
      HttpResponse<String> response = ingest.scim("GET", "/Users", Map.of("Accept", accept), "");
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(header(response, "Content-Type")).isEqualTo("application/scim+json");
    }
  }

  @Test
  void brokenPercentEncodingIsTheClientsError() throws Exception {
    for (String path : List.of("/Users?filter=%zz", "/Users/%zz")) {
      try (RawConnection raw = new RawConnection(ingest.service.port())) {
        assertThat(raw.request("GET /scim/v2" + path, "").status()).as(path).isEqualTo(400);
      }
    }
  }

  @Test
  void aSearchIsTheSameQueryAsABody() throws Exception {
    user(ingest, "ada");
    user(ingest, "bob");
    HttpResponse<String> found =
        ingest.scim(
            "POST",
            "/Users/.search?count=0",
            quoted(
                "{'schemas':['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],"
                    + "'filter':'userName eq \\'bob\\'','attributes':['userName'],'startIndex':1,"
                    + "'count':10}"));
    assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
    assertThat(body(found).path("totalResults").asInt()).isEqualTo(1);
    assertThat(body(found).at("/Resources/0/userName").asText()).isEqualTo("bob");
    assertThat(body(found).at("/Resources/0").has("meta")).isFalse();
    assertThat(ingest.acme.commands).hasSize(2);
    HttpResponse<String> groups = ingest.scim("POST", "/Groups/.search", quoted("{'count':'1'}"));
    assertThat(body(groups).path("totalResults").asInt()).isZero();
    assertThat(ingest.deviations("string-number")).isEqualTo(1);
    assertThat(ingest.deviations("message")).isEqualTo(1);
    assertThat(ingest.scim("POST", "/Users/.search", quoted("{'count':[]}")).statusCode())
        .isEqualTo(400);
  }
}
