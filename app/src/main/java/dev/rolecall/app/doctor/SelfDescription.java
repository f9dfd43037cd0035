package dev.rolecall.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.doctor.Result.Fine;
import dev.rolecall.app.doctor.Result.Problem;
import dev.rolecall.app.doctor.Result.Warning;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What the service says of itself, and whether it arrives as it was said. */
final class SelfDescription {

  private static final String SCHEMA =
      "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

  private final URI base;

  SelfDescription(URI base) {
    this.base = base;
  }

  void read(Answer.Given answer, List<Result> results) {
    results.add(config(answer));
    results.add(format(answer));
    results.add(links(answer.json()));
  }

  private static Result config(Answer.Given answer) {
    JsonNode json = answer.json();
    if (!json.path("schemas").path(0).asText().equals(SCHEMA)) {
      return new Problem(
          "ServiceProviderConfig",
          "it cannot be read as the description of a SCIM 2.0 service",
          "check that the base address is Rolecall's and that no proxy changes bodies");
    }
    return json.at("/patch/supported").asBoolean() && json.at("/filter/supported").asBoolean()
        ? new Fine("ServiceProviderConfig", "PATCH and filters are offered")
        : new Problem(
            "ServiceProviderConfig",
            "the service offers no PATCH or no filters",
            "check that the base address is Rolecall's: identity providers need both");
  }

  private static Result format(Answer.Given answer) {
    String encoding = answer.header("Content-Encoding");
    String type = answer.header("Content-Type").toLowerCase(Locale.ROOT);
    if (!encoding.isEmpty() && !encoding.equals("identity")) {
      return new Problem(
          "format",
          "the answer is compressed (" + encoding + ") although nobody asked for it",
          "let the proxy compress only for clients that send Accept-Encoding");
    }
    return type.startsWith(Requests.SCIM)
        ? new Fine("format", Requests.SCIM)
        : new Warning(
            "format",
            "the content type is '" + type + "' instead of " + Requests.SCIM,
            "let the proxy leave Content-Type as it is");
  }

  private Result links(JsonNode json) {
    String location = json.at("/meta/location").asText();
    String expected = Examination.config(base).toString();
    return location.equalsIgnoreCase(expected)
        ? new Fine("links", "meta.location names this base address")
        : new Problem(
            "links",
            "meta.location says '" + location + "', not '" + expected + "'",
            "set http.public-address in rolecall.yaml; or http.forwarded: true, when every request"
                + " comes through a proxy that sets X-Forwarded-Proto and X-Forwarded-Host");
  }
}
