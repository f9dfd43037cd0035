package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An identity provider that pushes over SCIM, in the shapes that the real ones send. */
abstract sealed class Idp permits Okta, Entra {

  private final Web web;
  private final URI scim;
  private final String token;
  private final String agent;

  Idp(Web web, URI scim, String token, String agent) {
    this.web = web;
    this.scim = scim;
    this.token = token;
    this.agent = agent;
  }

  /** A push that was answered: the resource's id and the correlation id to follow it by. */
  record Pushed(String id, String correlation, JsonNode body) {}

  /** Creates a person the way this provider does; answers with the id. */
  abstract Pushed join(String login, String given, String family, Map<String, String> attributes);

  abstract Pushed createGroup(String name);

  abstract Pushed addMember(String group, String person);

  abstract Pushed removeMember(String group, String person);

  abstract Pushed deactivate(String person);

  static String address(String login) {
    return login + "@acme.example";
  }

  /** Sends; anything but a success is the end of the demo, with what was answered. */
  Pushed push(String method, String path, @Nullable String body) {
    String correlation = UUID.randomUUID().toString();
    Map<String, String> headers = new HashMap<>();
    headers.put("Authorization", "Bearer " + token);
    headers.put("User-Agent", agent);
    headers.put("Accept", "application/scim+json");
    headers.put("X-Request-Id", correlation);
    if (body != null) {
      headers.put("Content-Type", "application/scim+json; charset=utf-8");
    }
    Web.Answer answer = web.send(method, URI.create(scim + path), headers, body);
    if (answer.status() >= 300) {
      throw new IllegalStateException(
          method
              + " "
              + path
              + " was answered "
              + answer.status()
              + ": "
              + answer.body().path("detail").asText());
    }
    return new Pushed(answer.body().path("id").asText(""), correlation, answer.body());
  }

  static void put(ObjectNode user, Map<String, String> attributes) {
    attributes.forEach(user::put);
  }
}
