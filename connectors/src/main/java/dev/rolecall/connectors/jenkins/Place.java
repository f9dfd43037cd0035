package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.Request;
import java.util.List;
import java.util.Optional;

/**
 * A scope, taken apart.
 *
 * @param path of the folder, or name of the agent; "" for the whole server
 */
record Place(Shape shape, String scope, String path) {

  /** Empty: Jenkins has no scopes of this form. */
  static Optional<Place> of(String scope) {
    if (scope.equals(Shape.GLOBAL.prefix)) {
      return Optional.of(new Place(Shape.GLOBAL, scope, ""));
    }
    return List.of(Shape.FOLDER, Shape.AGENT).stream()
        .filter(shape -> scope.startsWith(shape.prefix))
        .map(shape -> new Place(shape, scope, scope.substring(shape.prefix.length())))
        .filter(place -> place.segments().stream().allMatch(Place::inPath))
        .findFirst();
  }

  /**
   * Whether a name can stand in an address: Jenkins allows none of these signs in names, and its
   * servlet container none of them even when they are encoded.
   */
  static boolean inPath(String name) {
    return Request.safeInPath(name) && name.chars().noneMatch(sign -> "/\\%;?*".indexOf(sign) >= 0);
  }

  /** An agent's name has no folders. */
  List<String> segments() {
    return shape == Shape.FOLDER ? List.of(path.split("/", -1)) : List.of(path);
  }

  /** What a role of this place has to match: everything below a folder, one agent. */
  String pattern() {
    String quoted = path.replaceAll("[\\\\.\\[\\]{}()*+?^$|]", "\\\\$0");
    return shape == Shape.FOLDER ? "^" + quoted + "(/.*)?" : "^" + quoted;
  }
}
