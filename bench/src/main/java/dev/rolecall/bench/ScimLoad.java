package dev.rolecall.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** An identity provider that only pushes, and takes the time. */
final class ScimLoad implements AutoCloseable {

  /** As long as identity providers wait. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI scim;
  private final String token;

  ScimLoad(URI scim, String token) {
    this.scim = scim;
    this.token = token;
  }

  String createUser(String login) throws IOException, InterruptedException {
    return create(
        "/Users",
        "{\"userName\":\"%1$s@acme.example\",\"active\":true,\"emails\":[{\"value\":\"%1$s@acme.example\",\"type\":\"work\",\"primary\":true}]}"
            .formatted(login));
  }

  String createGroup(String name) throws IOException, InterruptedException {
    return create("/Groups", "{\"displayName\":\"" + name + "\"}");
  }

  /** Adds each person to the group, this many requests at a time. */
  Times addMembers(String group, List<String> people, int inFlight)
      throws InterruptedException, ExecutionException {
    List<Duration> times = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(inFlight)) {
      List<Future<Duration>> pending = new ArrayList<>();
      for (String person : people) {
        pending.add(threads.submit(() -> addMember(group, person)));
      }
      for (Future<Duration> each : pending) {
        times.add(each.get());
      }
    }
    return Times.of(times);
  }

  /** Adds one person and says how long that took. */
  Duration addMember(String group, String person) throws IOException, InterruptedException {
    long start = System.nanoTime();
    send(
        "PATCH",
        "/Groups/" + group,
        "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\""
            + person
            + "\"}]}]}");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Makes these the members of a group, in one request. */
  Duration putMembers(String group, String name, List<String> people)
      throws IOException, InterruptedException {
    String members =
        people.stream()
            .map("{\"value\":\"%s\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    long start = System.nanoTime();
    send(
        "PUT",
        "/Groups/" + group,
        "{\"displayName\":\"" + name + "\",\"members\":" + members + "}");
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Reads a group and counts its members. */
  Duration readMembers(String group, int expected) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String body = send("GET", "/Groups/" + group, "");
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    int members = json.readTree(body).path("members").size();
    if (members != expected) {
      throw new IOException("the group has " + members + " members, not " + expected);
    }
    return time;
  }

  private String create(String path, String body) throws IOException, InterruptedException {
    return json.readTree(send("POST", path, body)).path("id").asText();
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(scim + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/scim+json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(method + " was answered " + response.statusCode());
    }
    return response.body();
  }

  @Override
  public void close() {
    client.close();
  }
}
