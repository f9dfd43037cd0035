package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /users}: finding, creating, changing and deleting. */
final class UsersApi {

  private static final Pattern USERNAME =
      Pattern.compile("[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_])?");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s,]+@[^@\\s,]+");

  void register(BiConsumer<String, Request.Endpoint> routes) {
    routes.accept("GET /api/v4/user", r -> Answer.json(200, Entities.full(r.caller())));
    routes.accept("GET /api/v4/users", this::list);
    routes.accept("POST /api/v4/users", this::create);
    routes.accept(
        "GET /api/v4/users/{id}",
        r -> Answer.json(200, Entities.single(r.user("id"), r.byAdmin())));
    routes.accept("PUT /api/v4/users/{id}", this::change);
    routes.accept("DELETE /api/v4/users/{id}", this::delete);
    routes.accept("DELETE /api/v4/users/{id}/identities/{provider}", this::deleteIdentity);
  }

  /** Newest first, unless asked otherwise. */
  private Answer list(Request request) {
    Params params = request.params();
    List<User> users = new ArrayList<>(matching(request).toList());
    boolean keyset = Pages.keysetAsked(request);
    if (!keyset && !"asc".equals(params.text("sort"))) {
      Collections.reverse(users);
    }
    boolean full = request.byAdmin();
    return keyset
        ? Pages.keyset(
            request,
            users,
            user -> user.id,
            user -> full ? Entities.full(user) : Entities.basic(user))
        : Pages.of(request, users, user -> full ? Entities.full(user) : Entities.basic(user));
  }

  private static Stream<User> matching(Request request) {
    Params params = request.params();
    World world = request.world();
    String username = params.text("username");
    String search = params.text("search");
    String externUid = params.text("extern_uid");
    String provider = params.text("provider");
    if (username != null) {
      return world.user(username).stream();
    }
    Stream<User> users =
        world.users.values().stream().sorted(Comparator.comparingLong(user -> user.id));
    if (externUid != null && provider != null) {
      request.adminOnly();
      users =
          users.filter(user -> provider.equals(user.provider) && externUid.equals(user.externUid));
    }
    if (params.flag("active", false)) {
      users = users.filter(user -> user.is("active"));
    }
    if (params.flag("blocked", false)) {
      users = users.filter(user -> user.is("blocked"));
    }
    return search == null ? users : users.filter(user -> matches(user, search, request.byAdmin()));
  }

  /** Fuzzy on purpose: only administrators reach private addresses, and by a part of them. */
  private static boolean matches(User user, String search, boolean byAdmin) {
    String text = World.folded(search);
    return World.folded(user.username).contains(text)
        || World.folded(user.name).contains(text)
        || World.folded(user.publicEmail).equals(text)
        || (byAdmin && World.folded(user.email).contains(text));
  }

  private Answer create(Request request) {
    request.adminOnly();
    Params params = request.params();
    List<String> missing =
        Stream.of("email", "name", "username").filter(key -> params.text(key) == null).toList();
    if (!missing.isEmpty()) {
      throw Refusal.parameter(String.join(" is missing, ", missing) + " is missing");
    }
    if (Stream.of("password", "reset_password", "force_random_password")
        .allMatch(key -> params.text(key) == null)) {
      throw Refusal.parameter(
          "password, reset_password, force_random_password are missing, at least one parameter must"
              + " be provided");
    }
    String email = World.folded(params.required("email"));
    String username = params.required("username");
    check(email, username);
    unique(request.world().userByEmail(email), null, "Email has already been taken");
    unique(request.world().user(username), null, "Username has already been taken");
    User user = request.world().addUser(username, params.required("name"), email);
    user.confirmed = params.flag("skip_confirmation", false);
    applyFlags(user, params);
    return Answer.json(201, Entities.single(user, true));
  }

  private static void check(String email, String username) {
    if (!EMAIL.matcher(email).matches()) {
      throw Refusal.message(400, Map.of("email", List.of("is invalid")));
    }
    if (username.length() > 255
        || !USERNAME.matcher(username).matches()
        || username.endsWith(".git")
        || username.endsWith(".atom")) {
      throw Refusal.invalid(
          "username",
          "can contain only letters, digits, '_', '-', '.'. It must not start with '-', '_', or"
              + " '.', nor end with '-', '_', '.', '.git', or '.atom'.");
    }
  }

  private static void unique(Optional<User> holder, @Nullable User except, String message) {
    if (holder.isPresent() && holder.get() != except) {
      throw Refusal.message(409, message);
    }
  }

  private static void applyFlags(User user, Params params) {
    user.external = params.flag("external", user.external);
    user.admin = params.flag("admin", user.admin);
    user.privateProfile = params.flag("private_profile", user.privateProfile);
    user.publicEmail =
        params.has("public_email")
            ? Objects.requireNonNullElse(params.text("public_email"), "")
            : user.publicEmail;
    if (params.text("extern_uid") != null && params.text("provider") != null) {
      user.externUid = params.text("extern_uid");
      user.provider = params.text("provider");
    }
  }

  private Answer change(Request request) {
    request.adminOnly();
    Params params = request.params();
    User user = request.user("id");
    String email = World.folded(Objects.requireNonNullElse(params.text("email"), user.email));
    String username = Objects.requireNonNullElse(params.text("username"), user.username);
    check(email, username);
    unique(request.world().userByEmail(email), user, "Email has already been taken");
    unique(request.world().user(username), user, "Username has already been taken");
    request.world().rename(user, username, email);
    user.name = Objects.requireNonNullElse(params.text("name"), user.name);
    applyFlags(user, params);
    return Answer.json(200, Entities.single(user, true));
  }

  private Answer delete(Request request) {
    request.adminOnly();
    User user = request.user("id");
    boolean soleOwner =
        request.world().places.stream()
            .anyMatch(place -> Owners.isLast(request.world(), place, user));
    if (soleOwner && !request.params().flag("hard_delete", false)) {
      throw Refusal.message(409, "User cannot be removed while is the sole-owner of a group");
    }
    request.world().removeUser(user);
    return Answer.noContent();
  }

  private Answer deleteIdentity(Request request) {
    request.adminOnly();
    User user = request.user("id");
    if (!request.call().variable("provider").equals(user.provider)) {
      throw Refusal.noSuch("Identity");
    }
    user.provider = null;
    user.externUid = null;
    return Answer.noContent();
  }
}
