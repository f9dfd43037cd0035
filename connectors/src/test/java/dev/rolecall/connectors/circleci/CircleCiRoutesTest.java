package dev.rolecall.connectors.circleci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.circleci.CircleCi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Answers of the simulator that the connector does not ask for, held to the description as well.
 */
class CircleCiRoutesTest {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final String GROUPS = "/api/v2/organizations/" + OneCircleCi.ORG + "/groups";
  private static final String UNKNOWN = "/39f660db-f49b-417e-ad79-2769ba29faf7";

  private final Sandbox sandbox =
      Sandbox.start(
          List.of(
              SimulatorSpec.circleci("circleci", 0, OneCircleCi.seed()),
              SimulatorSpec.circleci("limited", 0, OneCircleCi.seed().limit(1))));
  private final HttpClient client = HttpClient.newHttpClient();

  CircleCiRoutesTest() {
    for (String name : sandbox.names()) {
      CircleCiConformance.PUBLISHED.watch(sandbox.tool(name));
    }
  }

  @AfterEach
  void close() {
    client.close();
    sandbox.close();
    CircleCiConformance.PUBLISHED.check();
  }

  @Test
  void everyRouteOfAGroup() throws Exception {
    String created = call(200, "POST", GROUPS, "{\"name\":\"data\",\"description\":\"People\"}");
    String group = GROUPS + "/" + id(created);

    call(200, "GET", group, "");
    call(409, "POST", GROUPS, "{\"name\":\"data\"}");
    call(204, "DELETE", group, "");
    call(404, "GET", group, "");
    call(404, "DELETE", group, "");
    call(403, "DELETE", GROUPS + "/" + OneCircleCi.ORG, "");
  }

  @Test
  void everyRouteOfAContext() throws Exception {
    String list = call(200, "GET", "/api/v2/context?owner-id=" + OneCircleCi.ORG, "");
    String context = "/api/v2/context/" + id(list);
    String restrictions = context + "/restrictions";
    String body =
        "{\"restriction_type\":\"project\",\"restriction_value\":\""
            + circleci().projectId("web")
            + "\"}";

    call(200, "GET", context, "");
    String added = call(201, "POST", restrictions, body);
    call(409, "POST", restrictions, body);
    call(200, "GET", restrictions, "");
    call(200, "DELETE", restrictions + "/" + id(added), "");
    call(404, "DELETE", restrictions + "/" + id(added), "");
    call(404, "GET", "/api/v2/context" + UNKNOWN, "");
    call(404, "GET", "/api/v2/context?owner-slug=gh/nobody", "");
  }

  @Test
  void whatIsWrongHiddenOrTooMuch() throws Exception {
    call(404, "GET", "/api/v2/user" + UNKNOWN, "");
    call(404, "GET", "/api/v2/organizations" + UNKNOWN + "/groups", "");
    call(404, "GET", "/api/v2/project/gh%2Facme%2Fnowhere", "");
    sendAs("wrong", "circleci", "GET", "/api/v2/context?owner-id=" + OneCircleCi.ORG, "");
    assertThat(sendAs(circleci().token("ada"), "circleci", "GET", GROUPS, "").statusCode())
        .isEqualTo(403);
    sendAs(OneCircleCi.TOKEN, "limited", "GET", "/api/v2/me", "");
    sendAs(OneCircleCi.TOKEN, "limited", "GET", "/api/v2/context?owner-id=" + OneCircleCi.ORG, "");
  }

  private CircleCi circleci() {
    return sandbox.tool("circleci", CircleCi.class);
  }

  private String call(int status, String method, String path, String body) throws Exception {
    HttpResponse<String> response = sendAs(OneCircleCi.TOKEN, "circleci", method, path, body);
    assertThat(response.statusCode()).as(method + " " + path).isEqualTo(status);
    return response.body();
  }

  private HttpResponse<String> sendAs(
      String token, String tool, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.url(tool) + path)).header("Circle-Token", token);
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return client.send(
        request
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String id(String json) {
    Matcher matcher = ID.matcher(json);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
