package dev.rolecall.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a request: the first template that fits, in the order of registration. */
public final class Routes {

  /** Answers the requests of one route. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Call call);
  }

  private record Route(String method, List<String> template, Handler handler) {

    @Nullable Map<String, String> match(List<String> segments) {
      if (segments.size() != template.size()) {
        return null;
      }
      Map<String, String> variables = new HashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        String expected = template.get(i);
        if (expected.startsWith("{")) {
          variables.put(expected.substring(1, expected.length() - 1), segments.get(i));
        } else if (!expected.equals(segments.get(i))) {
          return null;
        }
      }
      return variables;
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a route.
   *
   * @param template like {@code /api/users/{login}}; a variable is one whole segment
   */
  public Routes on(String method, String template, Handler handler) {
    routes.add(new Route(method, List.of(template.substring(1).split("/", -1)), handler));
    return this;
  }

  /**
   * Answers with the first route that fits.
   *
   * @param noSuchPath answers when no template fits
   * @param wrongMethod answers when a template fits, but with other methods only
   */
  public Answer answer(Call call, Handler noSuchPath, Handler wrongMethod) {
    boolean known = false;
    for (Route route : routes) {
      Map<String, String> variables = route.match(call.segments());
      if (variables != null && route.method().equals(call.method())) {
        return route.handler().answer(call.with(variables));
      }
      known |= variables != null;
    }
    return (known ? wrongMethod : noSuchPath).answer(call);
  }
}
