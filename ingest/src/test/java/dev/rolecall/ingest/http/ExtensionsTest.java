package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.DirectoryConfig;
import dev.rolecall.service.config.DirectoryConfig.AttributeType;
import dev.rolecall.service.config.DirectoryConfig.ExtensionAttribute;
import dev.rolecall.service.config.DirectoryConfig.ExtensionSchema;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schema that one directory's configuration declares, over HTTP. */
class ExtensionsTest {

  private static final String URN = "urn:acme:scim:schemas:1.0:Person";

  private RunningIngest ingest;

  @BeforeEach
  void start() throws Exception {
    ExtensionSchema schema =
        new ExtensionSchema(
            URN,
            "Acme person",
            "",
            List.of(
                new ExtensionAttribute("badge", AttributeType.INTEGER, false, false, true, "")));
    ingest =
        new RunningIngest(
            RunningIngest.DIRECT,
            Bounds.USUAL,
            InstantSource.fixed(MemoryDirectory.START),
            new DirectoryConfig(
                "acme",
                List.of(RunningIngest.token("okta", RunningIngest.TOKEN, Optional.empty())),
                List.of(),
                Profile.AUTO,
                List.of(schema),
                Optional.empty()),
            DirectoryConfig.of(
                "globex",
                List.of(
                    RunningIngest.token("entra", RunningIngest.OTHER_TOKEN, Optional.empty()))));
  }

  @AfterEach
  void stop() throws IOException {
    ingest.close();
  }

  @Test
  void itIsDescribedToItsDirectoryOnly() throws Exception {
    assertThat(body(ingest.scim("GET", "/Schemas/" + URN, "")).path("name").asText())
        .isEqualTo("Acme person");
    Map<String, String> other = Map.of("Authorization", "Bearer " + RunningIngest.OTHER_TOKEN);
    assertThat(ingest.scim("GET", "/Schemas/" + URN, other, "").statusCode()).isEqualTo(404);
  }

  @Test
  void itsValuesAreTypedFilteredPatchedAndRequired() throws Exception {
    assertThat(created("ada", "{'badge':'7'}").statusCode()).isEqualTo(201);
    HttpResponse<String> bo = created("bo", "{'badge':12}");
    assertThat(body(bo).path(URN).path("badge").intValue()).isEqualTo(12);

    HttpResponse<String> found =
        ingest.scim("GET", "/Users?attributes=userName&filter=" + URN + ":badge%20lt%2010", "");
    assertThat(body(found).path("totalResults").asInt()).isEqualTo(1);
    assertThat(body(found).at("/Resources/0/userName").asText()).isEqualTo("ada");

    String path = "/Users/" + body(bo).path("id").asText();
    String operation = "{'op':'replace','path':'%s:badge','value':8}".formatted(URN);
    String patch = quoted("{'Operations':[" + operation + "]}");
    assertThat(body(ingest.scim("PATCH", path, patch)).path(URN).path("badge").intValue())
        .isEqualTo(8);
    assertThat(ingest.scim("POST", "/Users", quoted("{'userName':'cy'}")).statusCode())
        .isEqualTo(400);
  }

  private HttpResponse<String> created(String userName, String extension) throws Exception {
    String user = "{'userName':'%s','%s':%s}".formatted(userName, URN, extension);
    return ingest.scim("POST", "/Users", quoted(user));
  }
}
