package dev.rolecall.sandbox.drone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /api/user} and {@code /api/users}. */
final class UsersApi {

  private static final Pattern LOGIN = Pattern.compile("[.a-zA-Z0-9_-]+");
  private static final int MAX_LOGIN_BYTES = 50;

  private final Registry registry;
  private final Viewers viewers;

  UsersApi(Registry registry, Viewers viewers) {
    this.registry = registry;
    this.viewers = viewers;
  }

  void register(Routes routes) {
    routes
        .on("GET", "/api/user", viewers.signedIn((call, viewer) -> user(viewer)))
        .on("POST", "/api/user/token", viewers.signedIn(this::ownToken))
        .on("GET", "/api/users", viewers.admin(call -> list()))
        .on("POST", "/api/users", viewers.admin(this::create))
        .on("GET", "/api/users/{login}", viewers.admin(this::find))
        .on("PATCH", "/api/users/{login}", viewers.admin(this::change))
        .on("DELETE", "/api/users/{login}", viewers.admin(this::delete))
        .on("POST", "/api/users/{login}/token/rotate", viewers.admin(this::rotate));
  }

  private static Answer user(Account account) {
    return Answer.json(200, account.json());
  }

  private Answer ownToken(Call call, Account viewer) {
    if ("true".equals(call.parameter("rotate"))) {
      registry.rotate(viewer);
    }
    return withToken(viewer);
  }

  private static Answer withToken(Account account) {
    Map<String, @Nullable Object> json = account.json();
    json.put("token", account.token);
    return Answer.json(200, json);
  }

  /** The whole table: paging parameters are ignored. */
  private Answer list() {
    return Answer.json(200, registry.all().stream().map(Account::json).toList());
  }

  private Answer find(Call call) {
    String key = call.variable("login");
    return registry
        .byLogin(key)
        .or(() -> byNumber(key))
        .map(UsersApi::user)
        .orElseGet(Answers::noSuchRow);
  }

  private Optional<Account> byNumber(String key) {
    try {
      return registry.byId(Long.parseLong(key));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A person without a login crashes the real handler in its look-up at the SCM. */
  private Answer create(Call call) {
    Answers.Parsed parsed = Answers.parse(call.body());
    if (parsed.failed()) {
      return Answers.error(400, parsed.problem());
    }
    JsonNode wanted = parsed.document();
    String login = wanted.path("login").asText("");
    boolean machine = wanted.path("machine").asBoolean(false);
    if (login.isEmpty() && !machine) {
      return Answers.panic();
    }
    int length = login.getBytes(StandardCharsets.UTF_8).length;
    if (length < 1 || length > MAX_LOGIN_BYTES) {
      return Answers.error(400, "Invalid username length");
    }
    if (!LOGIN.matcher(login).matches()) {
      return Answers.error(400, "Invalid character in username");
    }
    if (registry.byLogin(login).isPresent()) {
      return Answers.error(500, registry.duplicate());
    }
    String given = machine ? wanted.path("token").asText("") : "";
    Account account =
        registry.add(
            login,
            machine,
            wanted.path("admin").asBoolean(false),
            given.isEmpty() ? registry.newToken() : given);
    return machine ? withToken(account) : user(account);
  }

  /** Deactivating also demotes; promoting an inactive user alone is accepted. */
  private Answer change(Call call) {
    Answers.Parsed parsed = Answers.parse(call.body());
    if (parsed.failed()) {
      return Answers.error(400, parsed.problem());
    }
    JsonNode wanted = parsed.document();
    return forUser(
        call,
        account -> {
          account.admin = wanted.path("admin").asBoolean(account.admin);
          account.active = wanted.path("active").asBoolean(account.active);
          if (wanted.has("active") && !account.active) {
            account.admin = false;
            registry.handOver(account);
          }
          return user(account);
        });
  }

  private Answer rotate(Call call) {
    return forUser(
        call,
        account -> {
          registry.rotate(account);
          Map<String, @Nullable Object> json = account.json();
          json.put("message", "Token rotated successfully.");
          return Answer.json(200, json);
        });
  }

  private Answer delete(Call call) {
    return forUser(
        call,
        account -> {
          registry.remove(account);
          return Answer.noContent();
        });
  }

  private Answer forUser(Call call, Function<Account, Answer> action) {
    return registry.byLogin(call.variable("login")).map(action).orElseGet(Answers::noSuchRow);
  }
}
