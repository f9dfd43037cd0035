package dev.rolecall.sandbox.jenkins;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;
import java.util.Optional;

/** What the parts of the API share. One request at a time: who asks is found out once. */
final class Api {

  /** Answers one request whose asker is known. */
  interface Action {
    Answer answer(Call call, Viewer viewer);
  }

  final World world;
  final Pages pages;
  final Gate gate;
  private Viewer viewer = Viewer.ANONYMOUS;

  Api(World world, Pages pages, Gate gate) {
    this.world = world;
    this.pages = pages;
    this.gate = gate;
  }

  /** Lets a request pass the gate and answers it by its route. */
  Answer answer(Call call, Routes routes) {
    if (world.starting) {
      return pages.starting();
    }
    Optional<Viewer> asker = gate.viewer(call);
    if (asker.isEmpty()) {
      return pages.unauthorized(call);
    }
    viewer = asker.get();
    return gate.stop(call, viewer).orElseGet(() -> dispatch(call, routes));
  }

  private Answer dispatch(Call call, Routes routes) {
    try {
      return routes.answer(
          call,
          other -> pages.notFound(),
          other -> call.method().equals("GET") ? pages.methodNotAllowed() : pages.notFound());
    } catch (Params.Missing missing) {
      return pages.oops(missing.reason());
    } catch (IllegalArgumentException wrong) {
      return pages.oops("The request makes no sense");
    }
  }

  /** For whoever has passed the gate. */
  Routes.Handler open(Action action) {
    return call -> action.answer(call, viewer);
  }

  Routes.Handler administrators(Action action) {
    return open((call, asker) ->
        world.administers(asker)
            ? action.answer(call, asker)
            : pages.forbidden(Permissions.ADMINISTER));
  }
}
