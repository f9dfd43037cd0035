package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import dev.rolecall.sandbox.jenkins.Holder.Kind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /role-strategy/strategy/*}: writes answer 200 and nothing, whether they did something or
 * not. Source: RoleBasedAuthorizationStrategy of the plugin, and answers of a real server.
 */
final class StrategyApi {
  private static final String BASE = "/role-strategy/strategy/";

  /** Since this version holders have types (2023-07). */
  private static final int TYPED_SINCE = 657;

  /** Since this version there is getRoleAssignments (2025-05). */
  private static final int ASSIGNMENTS_SINCE = 771;

  private final Api api;
  private final World world;
  private final Strategy strategy;

  /** Changes who holds a role. */
  private interface Change {
    void of(Role role, Holder holder);
  }

  StrategyApi(Api api) {
    this.api = api;
    this.world = api.world;
    this.strategy = api.world.strategy;
  }

  void register(Routes routes) {
    if (!world.seed.roleStrategy()) {
      return;
    }
    read(routes, "getAllRoles", this::allRoles);
    read(routes, "getRole", this::role);
    read(routes, "getMatchingJobs", call -> matching(call, "Jobs", "itemCount", world.items));
    read(routes, "getMatchingAgents", call -> matching(call, "Agents", "agentCount", world.agents));
    read(routes, "getTemplate", this::template);
    if (world.seed.plugin() >= ASSIGNMENTS_SINCE) {
      read(routes, "getRoleAssignments", this::assignments);
    }
    write(routes, "addRole", this::addRole);
    write(routes, "removeRoles", this::removeRoles);
    write(routes, "addTemplate", this::addTemplate);
    holders(routes, "Role", "sid", Kind.EITHER);
    forget(routes, "deleteSid", "sid", Kind.EITHER);
    if (world.seed.plugin() >= TYPED_SINCE) {
      holders(routes, "UserRole", "user", Kind.USER);
      holders(routes, "GroupRole", "group", Kind.GROUP);
      forget(routes, "deleteUser", "user", Kind.USER);
      forget(routes, "deleteGroup", "group", Kind.GROUP);
    }
  }

  private void read(Routes routes, String name, Routes.Handler handler) {
    routes.on("GET", BASE + name, api.administrators((call, viewer) -> handler.answer(call)));
  }

  private void write(Routes routes, String name, Routes.Handler handler) {
    routes.on("POST", BASE + name, api.administrators((call, viewer) -> handler.answer(call)));
  }

  private void holders(Routes routes, String name, String parameter, Kind kind) {
    change(routes, "assign" + name, parameter, kind, (role, holder) -> role.holders.add(holder));
    change(
        routes, "unassign" + name, parameter, kind, (role, holder) -> role.holders.remove(holder));
  }

  /** Nothing happens to a role that does not exist, and nobody is told. */
  private void change(Routes routes, String name, String parameter, Kind kind, Change change) {
    write(
        routes,
        name,
        call -> {
          Params params = new Params(call);
          RoleType type = type(params.required("type"));
          Holder holder = new Holder(kind, params.required(parameter));
          strategy
              .role(type, params.required("roleName"))
              .ifPresent(role -> change.of(role, holder));
          return Pages.empty();
        });
  }

  private void forget(Routes routes, String name, String parameter, Kind kind) {
    write(
        routes,
        name,
        call -> {
          Params params = new Params(call);
          strategy.forget(
              type(params.required("type")), new Holder(kind, params.required(parameter)));
          return Pages.empty();
        });
  }

  private Answer addRole(Call call) {
    Params params = new Params(call);
    RoleType type = type(params.required("type"));
    String name = params.required("roleName");
    Set<String> permissions = Permissions.parse(params.required("permissionIds"));
    boolean overwrite = params.required("overwrite").equalsIgnoreCase("true");
    String pattern = type == RoleType.GLOBAL ? ".*" : params.optional("pattern").orElse(".*");
    String template = type == RoleType.ITEM ? params.orEmpty("template").strip() : "";
    if (!template.isEmpty()) {
      if (!strategy.templates.containsKey(template)) {
        return Pages.container(400, "A template with name " + template + " doesn't exists.", call);
      }
      permissions = strategy.templates.getOrDefault(template, Set.of());
    }
    strategy.add(type, new Role(name, Pattern.compile(pattern), template, permissions), overwrite);
    return Pages.empty();
  }

  /** The names are a comma list: a role with a comma in its name is never removed. */
  private Answer removeRoles(Call call) {
    Params params = new Params(call);
    RoleType type = type(params.required("type"));
    List.of(params.required("roleNames").split(",", -1))
        .forEach(name -> strategy.remove(type, name));
    return Pages.empty();
  }

  private Answer addTemplate(Call call) {
    Params params = new Params(call);
    String name = params.required("name");
    Set<String> permissions = Permissions.parse(params.required("permissionIds"));
    if (strategy.templates.containsKey(name)
        && !params.orEmpty("overwrite").equalsIgnoreCase("true")) {
      return Pages.container(400, "A template with name " + name + " already exists.", call);
    }
    strategy.templates.put(name, permissions);
    return Pages.empty();
  }

  private Answer allRoles(Call call) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    RoleType type = type(new Params(call).optional("type").orElse(RoleType.GLOBAL.word()));
    strategy.roles(type).forEach(role -> all.put(role.name, shown(role.holders)));
    return Pages.json(all);
  }

  private List<?> shown(Collection<Holder> holders) {
    return world.seed.plugin() >= TYPED_SINCE
        ? holders.stream().map(Holder::json).toList()
        : holders.stream().map(Holder::sid).distinct().toList();
  }

  /** An unknown role is an empty object. */
  private Answer role(Call call) {
    Params params = new Params(call);
    RoleType type = type(params.required("type"));
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    strategy
        .role(type, params.required("roleName"))
        .ifPresent(role -> {
          json.put("permissionIds", granted(role.permissions()));
          if (type != RoleType.GLOBAL) {
            json.put("pattern", role.pattern.pattern());
          }
          json.put("sids", shown(role.holders));
          if (type == RoleType.ITEM) {
            json.put("template", role.template);
          }
        });
    return Pages.json(json);
  }

  private Answer template(Call call) {
    String name = new Params(call).required("name");
    if (!strategy.templates.containsKey(name)) {
      return Pages.json(Map.of());
    }
    boolean used =
        strategy.roles(RoleType.ITEM).stream().anyMatch(role -> role.template.equals(name));
    Set<String> permissions = strategy.templates.getOrDefault(name, Set.of());
    return Pages.json(Json.object("permissionIds", granted(permissions), "isUsed", used));
  }

  private static Map<String, Boolean> granted(Set<String> permissions) {
    Map<String, Boolean> all = new LinkedHashMap<>();
    permissions.forEach(permission -> all.put(permission, true));
    return all;
  }

  private Answer assignments(Call call) {
    RoleType type = type(new Params(call).optional("type").orElse(RoleType.GLOBAL.word()));
    return Pages.json(
        strategy.assignments(type).entrySet().stream()
            .map(entry ->
                Json.object(
                    "name", entry.getKey().sid(),
                    "type", entry.getKey().kind().name(),
                    "roles", entry.getValue()))
            .toList());
  }

  private static Answer matching(Call call, String what, String count, Collection<String> names) {
    Pattern pattern = Pattern.compile(new Params(call).required("pattern"));
    List<String> found = names.stream().filter(name -> Strategy.matches(pattern, name)).toList();
    return Pages.json(
        Json.object(
            "matching" + what,
            found.stream().map(name -> name.replace("/", " » ")).toList(),
            count,
            found.size()));
  }

  private static RoleType type(String word) {
    return RoleType.of(word)
        .orElseThrow(() -> new IllegalArgumentException("Unknown RoleType: " + word));
  }
}
