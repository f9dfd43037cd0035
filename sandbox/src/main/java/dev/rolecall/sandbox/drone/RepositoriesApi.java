package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.drone.Repository.Permission;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Repositories and their collaborators: a cache of the SCM that can be read and thinned out. */
final class RepositoriesApi {

  private static final int DEFAULT_PAGE = 25;
  private static final int MAX_PAGE = 100;

  private final Registry registry;
  private final Viewers viewers;
  private final boolean openSource;

  RepositoriesApi(Registry registry, Viewers viewers, boolean openSource) {
    this.registry = registry;
    this.viewers = viewers;
    this.openSource = openSource;
  }

  void register(Routes routes) {
    String collaborators = "/api/repos/{namespace}/{name}/collaborators";
    routes
        .on("GET", "/api/users/{login}/repos", viewers.admin(this::ofUser))
        .on("GET", "/api/repos", viewers.admin(this::all))
        .on("GET", collaborators, inRepository(Permission.READ, this::list))
        .on("GET", collaborators + "/{login}", inRepository(Permission.READ, this::find))
        .on("DELETE", collaborators + "/{login}", inRepository(Permission.ADMIN, this::remove));
  }

  private Answer ofUser(Call call) {
    return registry
        .byLogin(call.variable("login"))
        .map(account ->
            Answer.json(
                200,
                registry.repositories().stream()
                    .filter(repository -> repository.permissions.containsKey(account.id))
                    .map(Repository::json)
                    .toList()))
        .orElseGet(Answers::noSuchRow);
  }

  private Answer all(Call call) {
    int page = number(call.parameter("page"), 1);
    int size = Math.min(MAX_PAGE, number(call.parameter("per_page"), DEFAULT_PAGE));
    return Answer.json(
        200,
        registry.repositories().stream()
            .skip((page - 1L) * size)
            .limit(size)
            .map(Repository::json)
            .toList());
  }

  /** Anything but a positive number counts as absent. */
  private static int number(@Nullable String text, int otherwise) {
    return text != null && text.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(text) : otherwise;
  }

  private Routes.Handler inRepository(
      Permission needed, BiFunction<Call, Repository, Answer> handler) {
    return viewers.signedIn((call, viewer) -> {
      if (openSource) {
        return Answers.notImplemented();
      }
      Optional<Repository> found =
          registry.repository(call.variable("namespace"), call.variable("name"));
      if (found.isEmpty() || !(viewer.admin || found.get().allows(viewer.id, Permission.READ))) {
        return Answers.error(404, "Not Found");
      }
      return viewer.admin || found.get().allows(viewer.id, needed)
          ? handler.apply(call, found.get())
          : Answers.forbidden();
    });
  }

  private Answer list(Call call, Repository repository) {
    List<Account> accounts =
        repository.permissions.keySet().stream()
            .map(id -> registry.byId(id).orElse(null))
            .filter(Objects::nonNull)
            .toList();
    return Answer.json(200, accounts.stream().map(repository::collaborator).toList());
  }

  private Answer find(Call call, Repository repository) {
    return registry
        .byLogin(call.variable("login"))
        .filter(account -> repository.permissions.containsKey(account.id))
        .map(account -> Answer.json(200, repository.collaborator(account)))
        .orElseGet(Answers::noSuchRow);
  }

  private Answer remove(Call call, Repository repository) {
    return registry
        .byLogin(call.variable("login"))
        .filter(account -> repository.permissions.remove(account.id) != null)
        .map(account -> Answer.noContent())
        .orElseGet(Answers::noSuchRow);
  }
}
