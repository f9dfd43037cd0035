package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Remembered;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * What somebody probably meant who named a group or project that is not there: the name beside it
 * that differs by a few letters. A help for people: what cannot be read is left out.
 */
final class Neighbours {

  /** More mistyped names are no slips. */
  private static final int MOST = 1_000;

  /** Groups and projects are made and moved seldom. */
  private static final Duration AGE = Duration.ofMinutes(5);

  private final HttpCaller gitlab;

  /** New names are made seldom, and a mistyped one may be asked for by many people. */
  private final Remembered<Optional<String>> known;

  Neighbours(HttpCaller gitlab, InstantSource time) {
    this.gitlab = gitlab;
    this.known = new Remembered<>(time, AGE, MOST);
  }

  /** The path of a group or project that there is; empty when none is like it. */
  Optional<String> nearest(String scope) {
    if (!Places.isPath(scope)) {
      return Optional.empty();
    }
    Optional<Optional<String>> remembered = known.get(scope);
    if (remembered.isPresent()) {
      return remembered.get();
    }
    Optional<String> nearest = closest(scope, beside(scope));
    known.put(scope, nearest);
    return nearest;
  }

  /** The first page of each list: who has more neighbours than that looks them up. */
  private List<String> beside(String scope) {
    int slash = scope.lastIndexOf('/');
    List<String> names = new ArrayList<>();
    if (slash < 0) {
      add(Request.get("/groups").with("top_level_only", "true"), "full_path", names);
    } else {
      Place parent = new Place(Place.Kind.GROUP, scope.substring(0, slash));
      add(Request.get(parent.template("/subgroups"), parent.path()), "full_path", names);
      add(Request.get(parent.template("/projects"), parent.path()), "path_with_namespace", names);
    }
    return names;
  }

  private void add(Request list, String field, List<String> names) {
    try {
      Meaning.read(gitlab.send(Pages.page(list, 1)))
          .forEach((JsonNode row) -> names.add(row.path(field).asText("")));
    } catch (ToolException unreadable) {
      // Only a hint is lost: what is unknown was found out before.
    }
  }

  /** At most a third of the letters may differ. */
  private static Optional<String> closest(String scope, List<String> names) {
    String wanted = scope.toLowerCase(Locale.ROOT);
    LevenshteinDistance distance = new LevenshteinDistance(Math.max(1, lastPart(wanted) / 3));
    record Near(String name, int letters) {}
    return names.stream()
        .map(name -> new Near(name, distance.apply(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(near -> near.letters() >= 0 && !near.name().isEmpty())
        .min(Comparator.comparingInt(Near::letters).thenComparing(Near::name))
        .map(Near::name);
  }

  private static int lastPart(String scope) {
    return scope.length() - scope.lastIndexOf('/') - 1;
  }
}
