package dev.rolecall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** An identity provider that pushes as fast as it is told to, over connections that it keeps. */
final class Scim implements AutoCloseable {

  private static final String TYPE = "application/scim+json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI scim;
  private final String token;
  private final Queue<Wire> idle = new ConcurrentLinkedQueue<>();

  Scim(URI scim, String token) {
    this.scim = scim;
    this.token = token;
  }

  /** Returns the id. */
  String createUser(String login) throws IOException {
    String body =
        "{\"userName\":\"%1$s@acme.example\",\"externalId\":\"ext-%1$s\",\"displayName\":\"%1$s\",\"active\":true,\"emails\":[{\"value\":\"%1$s@acme.example\",\"type\":\"work\",\"primary\":true}]}"
            .formatted(login);
    return id(send("POST", "/Users", body));
  }

  /** Returns the id. */
  String createGroup(String name) throws IOException {
    return id(send("POST", "/Groups", "{\"displayName\":\"" + name + "\"}"));
  }

  void addMembers(String group, Collection<String> people) throws IOException {
    String members = members(people);
    send(
        "PATCH",
        "/Groups/" + group,
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":" + members + "}]}");
  }

  void removeMember(String group, String person) throws IOException {
    send(
        "PATCH",
        "/Groups/" + group,
        "{\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\""
            + person
            + "\\\"]\"}]}");
  }

  void retitle(String person, String title) throws IOException {
    send(
        "PATCH",
        "/Users/" + person,
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"title\",\"value\":\"" + title + "\"}]}");
  }

  void deactivate(String person) throws IOException {
    send(
        "PATCH",
        "/Users/" + person,
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");
  }

  /** Looks something up; returns how many there are. */
  int count(String path, String filter) throws IOException {
    String query = "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    return JSON.readTree(get(path + query)).path("totalResults").asInt(-1);
  }

  String get(String path) throws IOException {
    return send("GET", path, "");
  }

  static JsonNode json(String body) throws IOException {
    return JSON.readTree(body);
  }

  private static String members(Collection<String> people) {
    return people.stream()
        .map("{\"value\":\"%s\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }

  /** The first id of an answer to a POST: that of the resource, which is written before others. */
  private static String id(String body) throws IOException {
    return JSON.readTree(body).path("id").asText();
  }

  private String send(String method, String path, String body) throws IOException {
    Wire known = idle.poll();
    Wire wire = known == null ? Wire.to(scim) : known;
    Wire.Answer answer;
    try {
      answer = wire.send(method, scim.getPath() + path, token, TYPE, body);
    } catch (IOException e) {
      wire.close();
      throw e;
    }
    idle.add(wire);
    if (answer.status() >= 300) {
      throw new IOException(method + " was answered " + answer.status() + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() throws IOException {
    for (Wire wire = idle.poll(); wire != null; wire = idle.poll()) {
      wire.close();
    }
  }
}
