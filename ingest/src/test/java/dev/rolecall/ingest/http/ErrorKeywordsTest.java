package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.ingest.scim.ScimJson;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every detail error keyword of RFC 7644 § 3.12 can be met by a client, with its status. */
class ErrorKeywordsTest {

  private static final String ADA = "{\"userName\":\"ada@acme.example\"}";

  @ParameterizedTest
  @EnumSource(ScimType.class)
  void everyKeywordIsAnswered(ScimType type) throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(MemoryDirectory.START);
    try (RunningIngest ingest =
        new RunningIngest(RunningIngest.DIRECT, Profile.AUTO, Bounds.USUAL, now::get)) {
      HttpResponse<String> response = provoked(ingest, type, now);
      JsonNode body = ScimJson.read(response.body());
      assertThat(body.path("scimType").asText()).isEqualTo(type.keyword());
      assertThat(response.statusCode()).isEqualTo(type == ScimType.UNIQUENESS ? 409 : 400);
      assertThat(body.path("detail").asText()).isNotBlank();
    }
  }

  private static HttpResponse<String> provoked(
      RunningIngest ingest, ScimType type, AtomicReference<Instant> now) throws Exception {
    return switch (type) {
      case INVALID_FILTER -> ingest.scim("GET", "/Users?filter=active%20gt%20true", "");
      case TOO_MANY -> tooMany(ingest);
      case UNIQUENESS -> {
        ingest.scim("POST", "/Users", ADA);
        yield ingest.scim("POST", "/Users", ADA);
      }
      case MUTABILITY -> patch(ingest, "{\"op\":\"replace\",\"path\":\"groups\",\"value\":[]}");
      case INVALID_SYNTAX -> ingest.scim("POST", "/Users", "{\"userName\":");
      case INVALID_PATH ->
          patch(ingest, "{\"op\":\"remove\",\"path\":\"emails.value[primary pr]\"}");
      case NO_TARGET -> patch(ingest, "{\"op\":\"remove\"}");
      case INVALID_VALUE -> ingest.scim("POST", "/Users", "{\"userName\":{}}");
      case INVALID_VERSION ->
          ingest.send(
              "GET",
              "/scim/v1/Users",
              Map.of("Authorization", "Bearer " + RunningIngest.TOKEN),
              "");
      case INVALID_CURSOR -> ingest.scim("GET", "/Users?cursor=forged", "");
      case EXPIRED_CURSOR -> expired(ingest, now);
      case INVALID_COUNT -> ingest.scim("GET", "/Users?cursor=&count=x", "");
      case SENSITIVE -> ingest.scim("GET", "/Users?filter=password%20eq%20%22x%22", "");
    };
  }

  private static HttpResponse<String> patch(RunningIngest ingest, String operation)
      throws Exception {
    ingest.scim("POST", "/Users", ADA);
    String id = ((CreateUser) ingest.acme.commands.getFirst().getIntent()).getId();
    return ingest.scim("PATCH", "/Users/" + id, "{\"Operations\":[" + operation + "]}");
  }

  /** Further into a list than is sorted in memory. */
  private static HttpResponse<String> tooMany(RunningIngest ingest) throws Exception {
    return ingest.scim("GET", "/Users?sortBy=profileUrl&startIndex=100002", "");
  }

  private static HttpResponse<String> expired(RunningIngest ingest, AtomicReference<Instant> now)
      throws Exception {
    ingest.scim("POST", "/Users", ADA);
    ingest.scim("POST", "/Users", ADA.replace("ada", "bo"));
    String first = ingest.scim("GET", "/Users?cursor=&count=1", "").body();
    now.set(MemoryDirectory.START.plus(Limits.CURSOR_TIMEOUT).plusSeconds(1));
    return ingest.scim(
        "GET", "/Users?cursor=" + ScimJson.read(first).path("nextCursor").asText(), "");
  }

  @Test
  void aPathUnderAnotherVersionIsNotMistakenForAnEndpoint() throws Exception {
    try (RunningIngest ingest = new RunningIngest()) {
      for (String path : new String[] {"/scim/v1/Users", "/scim/v3", "/scim/v2.1/Users"}) {
        assertThat(ingest.send("GET", path, Map.of(), "").body()).contains("invalidVers");
      }
      assertThat(ingest.send("GET", "/scim/vip", Map.of(), "").statusCode()).isEqualTo(404);
    }
  }
}
