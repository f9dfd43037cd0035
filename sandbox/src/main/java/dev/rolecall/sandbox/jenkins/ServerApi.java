package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The server itself: who am I, crumbs, sign-in, items, agents, plugins. */
final class ServerApi {
  private static final String FOLDER = "com.cloudbees.hudson.plugins.folder.Folder";
  private static final String JOB = "hudson.model.FreeStyleProject";

  /** Folders in folders, as deep as anybody has been seen to go. */
  private static final int DEPTH = 8;

  private final Api api;
  private final World world;

  ServerApi(Api api) {
    this.api = api;
    this.world = api.world;
  }

  void register(Routes routes) {
    routes
        .on("GET", "/api/json", api.open(this::root))
        .on("GET", "/whoAmI/api/json", api.open(this::whoAmI))
        .on("GET", "/crumbIssuer/api/json", api.open(this::crumb))
        .on("POST", "/j_spring_security_check", api.open((call, viewer) -> signIn(call)))
        .on("POST", "/createItem", api.administrators((call, viewer) -> createItem(call, "")))
        .on("POST", "/scriptText", api.administrators((call, viewer) -> script()))
        .on("GET", "/computer/{name}/api/json", api.open((call, viewer) -> agent(call)))
        .on("GET", "/pluginManager/api/json", api.administrators((call, viewer) -> plugins(call)));
    if (world.seed.configuredAsCode()) {
      Routes.Handler page = api.administrators((call, viewer) -> asCode());
      routes.on("GET", "/configuration-as-code/", page);
      routes.on("GET", "/manage/configuration-as-code/", page);
    }
    StringBuilder path = new StringBuilder();
    for (int depth = 0; depth < DEPTH; depth++) {
      path.append("/job/{").append(depth).append('}');
      int last = depth;
      routes.on("GET", path + "/api/json", api.open((call, viewer) -> item(call, last, viewer)));
      routes.on(
          "POST",
          path + "/createItem",
          api.administrators((call, viewer) -> createItem(call, fullName(call, last) + "/")));
    }
  }

  private Answer root(Call call, Viewer viewer) {
    List<Map<String, @Nullable Object>> jobs =
        world.items.stream()
            .filter(name -> !name.contains("/") && world.shows(viewer, name))
            .map(this::json)
            .toList();
    Map<String, @Nullable Object> json =
        Json.object("_class", "hudson.model.Hudson", "jobs", jobs, "mode", "NORMAL");
    return Pages.json(Tree.select(new Params(call).optional("tree"), json));
  }

  private Answer item(Call call, int last, Viewer viewer) {
    String fullName = fullName(call, last);
    return world.shows(viewer, fullName)
        ? Pages.json(Tree.select(new Params(call).optional("tree"), json(fullName)))
        : api.pages.notFound();
  }

  private Map<String, @Nullable Object> json(String fullName) {
    return Json.object(
        "_class",
        world.isFolder(fullName) ? FOLDER : JOB,
        "fullName",
        fullName,
        "name",
        fullName.substring(fullName.lastIndexOf('/') + 1));
  }

  private static String fullName(Call call, int last) {
    StringBuilder name = new StringBuilder(call.variable("0"));
    for (int i = 1; i <= last; i++) {
      name.append('/').append(call.variable(Integer.toString(i)));
    }
    return name.toString();
  }

  private Answer createItem(Call call, String above) {
    Params params = new Params(call);
    world.addItem(above + params.required("name"), params.orEmpty("mode").endsWith("Folder"));
    return Pages.empty();
  }

  /** Answers everybody; who is nobody is "anonymous", and authenticated all the same. */
  private Answer whoAmI(Call call, Viewer viewer) {
    Map<String, @Nullable Object> json =
        Json.object(
            "_class",
            "hudson.security.WhoAmI",
            "anonymous",
            viewer.anonymous(),
            "authenticated",
            true,
            "authorities",
            viewer.anonymous() ? List.of() : List.of("authenticated"),
            "name",
            viewer.login());
    return Pages.json(Tree.select(new Params(call).optional("tree"), json));
  }

  private Answer crumb(Call call, Viewer viewer) {
    String session = api.gate.sessionOrNew(call);
    return Pages.json(
            Json.object(
                "_class",
                "hudson.security.csrf.DefaultCrumbIssuer",
                "crumb",
                api.gate.crumbFor(session, viewer),
                "crumbRequestField",
                "Jenkins-Crumb"))
        .with("Set-Cookie", Pages.cookie(session));
  }

  private Answer signIn(Call call) {
    Params params = new Params(call);
    return world
        .accounts
        .byPassword(params.orEmpty("j_username"), params.orEmpty("j_password"))
        .flatMap(viewer -> world.accounts.find(viewer.login()))
        .map(account ->
            Pages.redirect("/")
                .with("Set-Cookie", Pages.cookie(world.accounts.open(account, false))))
        .orElseGet(() -> Pages.redirect("/loginError"));
  }

  /** The one script that anybody needs here: all users, and the one of the system. */
  private Answer script() {
    List<Account> all = List.copyOf(world.accounts.all());
    String lines =
        all.stream().map(one -> one.id + "|" + one.fullName + "\n").collect(Collectors.joining());
    String ids = all.stream().map(one -> one.id + ", ").collect(Collectors.joining());
    return Pages.plain(lines + "SYSTEM|SYSTEM\nResult: [" + ids + "SYSTEM]\n");
  }

  private Answer agent(Call call) {
    return world.agents.contains(call.variable("name"))
        ? Pages.json(
            Json.object(
                "_class", "hudson.slaves.SlaveComputer", "displayName", call.variable("name")))
        : api.pages.notFound();
  }

  private Answer plugins(Call call) {
    List<Map<String, @Nullable Object>> plugins =
        List.of(
            Json.object(
                "active",
                true,
                "shortName",
                "role-strategy",
                "version",
                world.seed.plugin() + ".v0000000"));
    return Pages.json(
        Tree.select(
            new Params(call).optional("tree"),
            Json.object("_class", "hudson.LocalPluginManager", "plugins", plugins)));
  }

  private Answer asCode() {
    return api.pages.page(
        200,
        "Configuration as Code - Jenkins",
        "Configuration loaded from : <ul><li>/var/jenkins_home/jenkins.yaml</li></ul>");
  }
}
