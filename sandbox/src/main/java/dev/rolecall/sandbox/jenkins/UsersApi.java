package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.http.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** User records, their tokens and sessions, and the built-in realm. */
final class UsersApi {
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Set<String> RESERVED =
      Set.of("anonymous", "authenticated", "system", "unknown", "everyone");
  private static final String DESCRIPTOR = "/user/{id}/descriptorByName/";
  private static final String TOKENS = "jenkins.security.ApiTokenProperty/";

  private static final List<String> PROPERTIES =
      List.of(
          "jenkins.security.ApiTokenProperty",
          "jenkins.console.ConsoleUrlProviderUserProperty",
          "jenkins.views.ViewsTabBarUserProperty",
          "hudson.model.MyViewsProperty",
          "hudson.model.PaneStatusProperties",
          "jenkins.security.seed.UserSeedProperty");

  private final Api api;
  private final World world;
  private final Accounts accounts;

  /** Does something with a user record that is there. */
  private interface Work {
    Answer of(Account account);
  }

  UsersApi(Api api) {
    this.api = api;
    this.world = api.world;
    this.accounts = api.world.accounts;
  }

  void register(Routes routes) {
    routes
        .on("GET", "/user/{id}/api/json", api.open((call, viewer) -> show(call)))
        .on("POST", "/user/{id}/doDelete", api.administrators(this::delete))
        .on("POST", "/user/{id}/submitDescription", api.open(this::describe))
        .on(
            "POST",
            "/user/{id}/account/configSubmit",
            api.administrators((call, viewer) -> api.pages.oops("A form was expected")))
        .on("POST", DESCRIPTOR + TOKENS + "revokeAll", api.open(this::revokeAll))
        .on("POST", DESCRIPTOR + TOKENS + "generateNewToken", api.open(this::newToken))
        .on("POST", "/me/descriptorByName/" + TOKENS + "generateNewToken", api.open(this::ownToken))
        .on(
            "POST",
            DESCRIPTOR + "jenkins.security.seed.UserSeedProperty/renewSessionSeed",
            api.open(this::renewSeed));
    if (world.seed.builtInRealm()) {
      routes
          .on("GET", "/securityRealm/", api.administrators((call, viewer) -> list(viewer)))
          .on(
              "POST",
              "/securityRealm/createAccountByAdmin",
              api.administrators((call, viewer) -> create(call)));
    }
  }

  private Answer with(Call call, Work work) {
    return accounts
        .byIdOrFullName(call.variable("id"))
        .map(work::of)
        .orElseGet(api.pages::notFound);
  }

  private Answer show(Call call) {
    return with(
        call,
        account -> Pages.json(Tree.select(new Params(call).optional("tree"), json(account, call))));
  }

  private static Map<String, @Nullable Object> json(Account account, Call call) {
    String host = call.header("host");
    return Json.object(
        "_class",
        "hudson.model.User",
        "absoluteUrl",
        "http://" + (host == null ? "localhost" : host) + "/user/" + key(account),
        "description",
        account.description,
        "fullName",
        account.fullName,
        "id",
        account.id,
        "property",
        PROPERTIES.stream().map(name -> Json.object("_class", name)).toList());
  }

  private static String key(Account account) {
    return account.id.toLowerCase(Locale.ROOT);
  }

  /** A refusal is the form again, with 200; success is a redirect. */
  private Answer create(Call call) {
    Params params = new Params(call);
    Optional<String> problem = problem(params);
    if (problem.isPresent()) {
      return Pages.signupForm(problem.get());
    }
    String name = params.orEmpty("username");
    String fullName = params.orEmpty("fullname");
    Account account =
        accounts
            .find(name)
            .orElseGet(() -> accounts.record(name, fullName.isEmpty() ? name : fullName));
    account.password = Tokens.fingerprint(params.orEmpty("password1"));
    return Pages.redirect("/securityRealm/");
  }

  /** A record that nobody can sign in to does not count as taken. */
  private Optional<String> problem(Params params) {
    String name = params.orEmpty("username");
    if (name.isEmpty()) {
      return Optional.of("User name is required");
    }
    if (!USER_NAME.matcher(name).matches()) {
      return Optional.of(
          "User name must only contain alphanumeric characters, underscore and dash");
    }
    if (accounts.find(name).filter(account -> account.password != null).isPresent()) {
      return Optional.of("User name is already taken");
    }
    if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "&quot;" + name + "&quot; is prohibited as a username for security reasons.");
    }
    if (params.orEmpty("password1").isEmpty()) {
      return Optional.of("Password is required");
    }
    return params.orEmpty("password1").equals(params.orEmpty("password2"))
        ? Optional.empty()
        : Optional.of("Password didn't match");
  }

  /** The roles of the deleted stay where they are, and so do open sessions. */
  private Answer delete(Call call, Viewer viewer) {
    return with(
        call,
        account -> {
          if (account.id.equalsIgnoreCase(viewer.login())) {
            return Pages.container(400, "Cannot delete self", call);
          }
          accounts.remove(account);
          return Pages.redirect("/");
        });
  }

  private Answer describe(Call call, Viewer viewer) {
    return ownOrAdministered(
        call,
        viewer,
        account -> {
          account.description = new Params(call).required("description");
          return Pages.redirect("/user/" + key(account) + "/");
        });
  }

  private Answer revokeAll(Call call, Viewer viewer) {
    return ownOrAdministered(
        call,
        viewer,
        account -> {
          account.tokens.clear();
          return Pages.empty();
        });
  }

  /**
   * Sessions of before end; tokens are not touched. Switched off, it is a 404 like any other: the
   * container shows its own page for that status, whatever the message.
   */
  private Answer renewSeed(Call call, Viewer viewer) {
    return ownOrAdministered(
        call,
        viewer,
        account -> {
          if (!world.seed.userSeed()) {
            return api.pages.notFound();
          }
          accounts.renewSeed(account);
          return Pages.empty();
        });
  }

  private Answer ownOrAdministered(Call call, Viewer viewer, Work work) {
    return with(
        call,
        account ->
            account.id.equalsIgnoreCase(viewer.login()) || world.administers(viewer)
                ? work.of(account)
                : api.pages.forbidden(Permissions.ADMINISTER));
  }

  /** Not even an administrator makes tokens for others. */
  private Answer newToken(Call call, Viewer viewer) {
    return with(
        call,
        account ->
            account.id.equalsIgnoreCase(viewer.login())
                ? token(account, call)
                : new Answer(403, Map.of(), ""));
  }

  private Answer ownToken(Call call, Viewer viewer) {
    return accounts
        .find(viewer.login())
        .map(account -> token(account, call))
        .orElseGet(api.pages::notFound);
  }

  private Answer token(Account account, Call call) {
    List<String> added = accounts.addToken(account, accounts.newToken());
    return Pages.json(
        Json.object(
            "status",
            "ok",
            "data",
            Json.object(
                "aboutToExpire",
                false,
                "tokenName",
                new Params(call).orEmpty("newTokenName"),
                "tokenUuid",
                added.getFirst(),
                "tokenValue",
                added.getLast(),
                "expirationDate",
                "never")));
  }

  /** The only list of users in a bare core. */
  private Answer list(Viewer viewer) {
    StringBuilder rows = new StringBuilder();
    String me = viewer.login();
    for (String page :
        List.of(
            "",
            "/account",
            "/appearance",
            "/experiments",
            "/my-views",
            "/preferences",
            "/security")) {
      rows.append("<a href=\"/user/").append(me).append(page).append("\"></a>");
    }
    for (Account account : accounts.all()) {
      rows.append("<tr><td><a href=\"user/").append(account.id).append("/\"></a></td></tr>");
      if (account.id.equalsIgnoreCase(me)) {
        rows.append("<a href=\"user/").append(me).append("/account\"></a>");
      }
    }
    return api.pages.page(200, "Users - Jenkins", rows.toString());
  }
}
