package dev.rolecall.app.guarantees;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.system.Client;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One client of an identity provider: speaks SCIM to any ingest, and tells what came of it. */
final class Scim {

  private final String who;
  private final String directory;
  private final List<Client> ingests;
  private final RandomGenerator random;
  private final Consumer<Answered> told;
  private final AtomicInteger requests = new AtomicInteger();

  Scim(
      String who,
      String directory,
      List<Client> ingests,
      RandomGenerator random,
      Consumer<Answered> told) {
    this.who = who;
    this.directory = directory;
    this.ingests = ingests;
    this.random = random;
    this.told = told;
  }

  /** One attempt; without an answer it may have taken effect. */
  private record Tried(String correlation, Optional<Client.Answer> answer, long from, long to) {
    int status() {
      return answer.map(Client.Answer::status).orElse(0);
    }

    /** Known unless there is no answer, or one that says that nothing is known. */
    <R> Optional<R> result(Function<Client.Answer, R> read) {
      return answer.filter(it -> it.status() < 500).map(read);
    }
  }

  /** The id of a new user; empty when it is not known whether there is one. */
  Optional<String> create(String userName, String displayName) {
    var call = new UserModel.Call.Create(displayName, true);
    Tried tried = send("POST", "/Users", Map.of(), user(userName, displayName, true));
    tell(tried, userName, call);
    return tried.answer().filter(it -> it.status() == 201).map(it -> text(it.body(), "id"));
  }

  /** A PATCH, or a PUT when both attributes are given. */
  void change(Staff.Person person, UserModel.Call.Change call) {
    Map<String, String> headers =
        call.onlyIf().map(version -> Map.of("If-Match", "W/\"" + version + "\"")).orElse(Map.of());
    String path = "/Users/" + person.id();
    boolean put = call.displayName().isPresent() && call.active().isPresent();
    Tried tried =
        put
            ? send(
                "PUT",
                path,
                headers,
                user(person.userName(), call.displayName().get(), call.active().get()))
            : send("PATCH", path, headers, patch(call));
    tell(tried, person.userName(), call);
  }

  /** What is there, if it was answered. */
  Optional<UserModel.Seen> read(Staff.Person person) {
    Tried tried = send("GET", "/Users/" + person.id(), Map.of(), "");
    tell(tried, person.userName(), new UserModel.Call.Read());
    return tried.answer().filter(it -> it.status() == 200).map(it -> seen(it.body()));
  }

  /** The id that a filter finds; empty as well when nothing was answered. */
  Optional<String> find(String userName) {
    String filter = URLEncoder.encode("userName eq \"" + userName + "\"", StandardCharsets.UTF_8);
    Tried tried = send("GET", "/Users?filter=" + filter, Map.of(), "");
    Optional<JsonNode> found =
        tried.answer().filter(it -> it.status() == 200).map(it -> it.body().at("/Resources/0"));
    Optional<UserModel.Result> result =
        tried.result(answer -> {
          JsonNode user = answer.body().at("/Resources/0");
          return answer.status() == 200 && user.isMissingNode()
              ? new UserModel.Result(404, Optional.empty())
              : new UserModel.Result(answer.status(), Optional.of(seen(user)));
        });
    tellUser(tried, userName, new UserModel.Call.Read(), result);
    return found.filter(it -> !it.isMissingNode()).map(it -> text(it, "id"));
  }

  /** Deletes it, which takes it out of its groups as well, now or a little later. */
  void delete(Staff.Person person, Staff staff) {
    staff.deleting(person.id());
    Tried tried = send("DELETE", "/Users/" + person.id(), Map.of(), "");
    tell(tried, person.userName(), new UserModel.Call.Delete());
    var leaves = new GroupModel.Call.Change(Set.of(), Set.of(person.id()));
    if (tried.status() != 404) {
      staff
          .groups()
          .values()
          .forEach(group ->
              told.accept(
                  new Answered.OfGroup(
                      directory,
                      tried.correlation(),
                      0,
                      group,
                      new Operation<>(who, leaves, Optional.empty(), tried.from(), tried.to()))));
    }
  }

  Optional<String> found(String displayName, Set<String> members) {
    Tried tried =
        send(
            "POST",
            "/Groups",
            Map.of(),
            "{\"displayName\":\"%s\",\"members\":[%s]}".formatted(displayName, values(members)));
    Optional<String> id =
        tried.answer().filter(it -> it.status() == 201).map(it -> text(it.body(), "id"));
    id.ifPresent(it -> tell(tried, it, new GroupModel.Call.Create(members)));
    return id;
  }

  /** Whether it was answered with a success. */
  boolean change(String group, GroupModel.Call.Change call) {
    String operations =
        Stream.of(operation("add", call.add()), operation("remove", call.remove()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(","));
    Tried tried = send("PATCH", "/Groups/" + group, Map.of(), operations(operations));
    tell(tried, group, call);
    return tried.status() == 200 || tried.status() == 204;
  }

  void readGroup(String group) {
    tell(send("GET", "/Groups/" + group, Map.of(), ""), group, new GroupModel.Call.Read());
  }

  void deleteGroup(String group) {
    tell(send("DELETE", "/Groups/" + group, Map.of(), ""), group, new GroupModel.Call.Delete());
  }

  private Tried send(String method, String path, Map<String, String> headers, String body) {
    int ingest = random.nextInt(ingests.size());
    while (true) {
      String correlation = directory + "." + who + "." + requests.incrementAndGet();
      Map<String, String> all = new java.util.HashMap<>(headers);
      all.put("X-Request-Id", correlation);
      long from = System.nanoTime();
      try {
        Client.Answer answer = ingests.get(ingest).attempt(method, path, all, body);
        return new Tried(correlation, Optional.of(answer), from, System.nanoTime());
      } catch (ConnectException | HttpConnectTimeoutException notSent) {
        // As a load balancer does: to the other one.
        ingest = (ingest + 1) % ingests.size();
        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
      } catch (IOException unknown) {
        return new Tried(correlation, Optional.empty(), from, System.nanoTime());
      }
    }
  }

  private void tell(Tried tried, String userName, UserModel.Call call) {
    tellUser(
        tried,
        userName,
        call,
        tried.result(answer ->
            new UserModel.Result(
                answer.status(),
                answer.status() < 300 && answer.body().has("userName")
                    ? Optional.of(seen(answer.body()))
                    : Optional.empty())));
  }

  private void tellUser(
      Tried tried, String userName, UserModel.Call call, Optional<UserModel.Result> result) {
    told.accept(
        new Answered.OfUser(
            directory,
            tried.correlation(),
            tried.status(),
            userName,
            new Operation<>(who, call, result, tried.from(), tried.to())));
  }

  private void tell(Tried tried, String group, GroupModel.Call call) {
    Optional<GroupModel.Result> result =
        tried.result(answer ->
            new GroupModel.Result(
                answer.status(),
                call instanceof GroupModel.Call.Read && answer.status() == 200
                    ? Optional.of(members(answer.body()))
                    : Optional.empty()));
    told.accept(
        new Answered.OfGroup(
            directory,
            tried.correlation(),
            tried.status(),
            group,
            new Operation<>(who, call, result, tried.from(), tried.to())));
  }

  static Set<String> members(JsonNode group) {
    Set<String> members = new TreeSet<>();
    group.path("members").forEach(member -> members.add(text(member, "value")));
    return Set.copyOf(members);
  }

  static UserModel.Seen seen(JsonNode user) {
    String version = user.at("/meta/version").asText().replaceAll("[^0-9]", "");
    return new UserModel.Seen(
        version.isEmpty() ? -1 : Long.parseLong(version),
        text(user, "displayName"),
        user.path("active").asBoolean());
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  private static String user(String userName, String displayName, boolean active) {
    return """
    {"userName":"%1$s","displayName":"%2$s","active":%3$s,
     "emails":[{"primary":true,"value":"%1$s","type":"work"}]}
    """
        .formatted(userName, displayName, active);
  }

  private static String patch(UserModel.Call.Change call) {
    return operations(
        call.displayName()
            .map("{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"%s\"}"::formatted)
            .orElseGet(() ->
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":%s}"
                    .formatted(call.active().orElseThrow())));
  }

  private static Optional<String> operation(String op, Set<String> members) {
    return members.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "{\"op\":\"%s\",\"path\":\"members\",\"value\":[%s]}".formatted(op, values(members)));
  }

  private static String operations(String operations) {
    return "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[%s]}"
        .formatted(operations);
  }

  private static String values(Set<String> ids) {
    return ids.stream()
        .sorted()
        .map("{\"value\":\"%s\"}"::formatted)
        .collect(Collectors.joining(","));
  }
}
