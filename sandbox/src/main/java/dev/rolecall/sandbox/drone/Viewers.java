package dev.rolecall.sandbox.drone;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Routes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Who asks: by token, else by session. Whether the user is active is never looked at. */
final class Viewers {

  private final Registry registry;
  private final Sessions sessions;
  private final InstantSource clock;

  Viewers(Registry registry, Sessions sessions, InstantSource clock) {
    this.registry = registry;
    this.sessions = sessions;
    this.clock = clock;
  }

  static @Nullable String token(Call call) {
    String bearer = call.bearer();
    return bearer == null ? call.parameter("access_token") : bearer;
  }

  Optional<Account> viewer(Call call) {
    String token = token(call);
    return token == null
        ? sessions.login(call, clock.instant()).flatMap(registry::byLogin)
        : registry.byToken(token);
  }

  Routes.Handler signedIn(BiFunction<Call, Account, Answer> handler) {
    return call ->
        viewer(call).map(viewer -> handler.apply(call, viewer)).orElseGet(Answers::unauthorized);
  }

  Routes.Handler admin(Routes.Handler handler) {
    return signedIn((call, viewer) -> viewer.admin ? handler.answer(call) : Answers.forbidden());
  }
}
