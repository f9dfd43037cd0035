package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.header;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.config.RolecallConfig.Endpoint;
import dev.rolecall.service.config.RolecallConfig.HttpConfig;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicAddressTest {

  private static final String BASE = "/scim/v2";

  @Test
  void theRequestsOwnHostIsUsedWhenNothingElseIsConfigured() {
    assertThat(root(config("", false), Map.of("X-Forwarded-Host", "evil.example")))
        .isEqualTo("http://inner:8080/scim/v2");
  }

  @Test
  void aConfiguredAddressIsTheAddress() {
    assertThat(
            root(
                config("https://id.example/rolecall/", true),
                Map.of("X-Forwarded-Host", "evil.example")))
        .isEqualTo("https://id.example/rolecall/scim/v2");
  }

  @Test
  void aBelievedProxyTellsSchemeHostPortAndPrefix() {
    assertThat(forwarded("X-Forwarded-Proto", "https")).isEqualTo("https://inner:8080/scim/v2");
    assertThat(
            forwarded(
                "X-Forwarded-Proto",
                "HTTPS, http",
                "X-Forwarded-Host",
                "id.example, inner",
                "X-Forwarded-Port",
                "443",
                "X-Forwarded-Prefix",
                "/a/b/"))
        .isEqualTo("https://id.example/a/b/scim/v2");
    assertThat(forwarded("X-Forwarded-Host", "id.example", "X-Forwarded-Port", "8443"))
        .isEqualTo("http://id.example:8443/scim/v2");
    assertThat(forwarded("X-Forwarded-Host", "[2001:db8::1]:8443"))
        .isEqualTo("http://[2001:db8::1]:8443/scim/v2");
  }

  @Test
  void aBelievedProxyMaySpeakRfc7239() {
    assertThat(
            forwarded(
                "Forwarded",
                "for=192.0.2.1; proto=https ;host=\"id.example:8443\", for=x;host=other"))
        .isEqualTo("https://id.example:8443/scim/v2");
    assertThat(
            forwarded(
                "Forwarded",
                "host=evil.example;proto=http",
                "X-Forwarded-Host",
                "id.example",
                "X-Forwarded-Proto",
                "https"))
        .isEqualTo("https://id.example/scim/v2");
  }

  @Test
  void whatIsNoAddressIsIgnored() {
    for (String host :
        new String[] {
          "",
          "a b",
          "a/b",
          "user@evil.example",
          "a\"b",
          "a:port",
          "a:0",
          "a:65536",
          "<script>",
          "-a",
          "[zz]",
          "a?b",
          "a#b",
          "a\\b",
          "x".repeat(300)
        }) {
      assertThat(forwarded("X-Forwarded-Host", host))
          .as(host)
          .isEqualTo("http://inner:8080/scim/v2");
    }
    for (String prefix :
        new String[] {"a", "//evil.example", "/../x", "/a/..", "/a?b", "/<x>", "/a b", "/"}) {
      assertThat(forwarded("X-Forwarded-Prefix", prefix))
          .as(prefix)
          .isEqualTo("http://inner:8080/scim/v2");
    }
    assertThat(forwarded("X-Forwarded-Proto", "javascript", "X-Forwarded-Port", "99999"))
        .isEqualTo("http://inner:8080/scim/v2");
    assertThat(forwarded("Forwarded", "host=;proto=\"")).isEqualTo("http://inner:8080/scim/v2");
  }

  @Test
  void aHostHeaderThatIsNoHostDoesNotReachAnAnswer() {
    PublicAddress address = new PublicAddress(config("", false), BASE);
    assertThat(address.root(Map.<String, String>of()::get, "http", Optional.of("x/y@z")))
        .isEqualTo("http://127.0.0.1/scim/v2");
  }

  @Test
  void linksInAnswersLeadThroughTheProxy() throws Exception {
    try (RunningIngest ingest =
        new RunningIngest(
            new HttpConfig(new Endpoint("127.0.0.1", 0), Optional.empty(), true),
            Profile.AUTO,
            Bounds.USUAL,
            InstantSource.fixed(MemoryDirectory.START))) {
      HttpResponse<String> created =
          ingest.scim(
              "POST",
              "/Users",
              Map.of("X-Forwarded-Proto", "https", "X-Forwarded-Host", "id.example"),
              quoted("{'userName':'ada'}"));
      String location = body(created).at("/meta/location").asText();
      assertThat(location).startsWith("https://id.example/scim/v2/Users/");
      assertThat(header(created, "Location")).isEqualTo(location);
    }
  }

  private static String forwarded(String... headers) {
    Map<String, String> byName = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      byName.put(headers[i], headers[i + 1]);
    }
    return root(config("", true), byName);
  }

  private static String root(HttpConfig config, Map<String, String> headers) {
    return new PublicAddress(config, BASE).root(headers::get, "http", Optional.of("inner:8080"));
  }

  private static HttpConfig config(String address, boolean forwarded) {
    return new HttpConfig(
        new Endpoint("127.0.0.1", 0),
        Optional.of(address).filter(each -> !each.isEmpty()).map(URI::create),
        forwarded);
  }
}
