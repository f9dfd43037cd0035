package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every answer carries. */
class AnswerHeadersTest {

  @Test
  void everyAnswerSaysTheTime() throws Exception {
    try (RunningIngest ingest = new RunningIngest()) {
      for (HttpResponse<String> response :
          List.of(
              ingest.scim("GET", "/Users", ""),
              ingest.scim("GET", "/Users/nobody", ""),
              ingest.send("GET", "/scim/v2/Users", Map.of("Authorization", "Bearer wrong"), ""),
              ingest.send("GET", "/nowhere", Map.of(), ""))) {
        String date = response.headers().firstValue("Date").orElseThrow();
        assertThat(date).hasSize("Sun, 06 Nov 1994 08:49:37 GMT".length());
        assertThat(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
            .isBetween(MemoryDirectory.START.minusSeconds(1), MemoryDirectory.START);
      }
    }
  }

  @Test
  void aRefusalSaysWhetherATokenArrived() throws Exception {
    try (RunningIngest ingest = new RunningIngest();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> wrong =
          ingest.send("GET", "/scim/v2/Users", Map.of("Authorization", "Bearer wrong"), "");
      assertThat(wrong.headers().allValues("WWW-Authenticate"))
          .containsExactly("Bearer realm=\"SCIM\", error=\"invalid_token\"");
      HttpResponse<String> none =
          client.send(
              HttpRequest.newBuilder(URI.create(ingest.address("/scim/v2/Users"))).build(),
              BodyHandlers.ofString());
      assertThat(none.statusCode()).isEqualTo(401);
      assertThat(none.headers().allValues("WWW-Authenticate"))
          .containsExactly("Bearer realm=\"SCIM\"");
    }
  }
}
