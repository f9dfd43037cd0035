package dev.rolecall.connectors.gitlab;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Remembered;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.ToolException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which paths are groups and which are projects, remembered for a while. */
final class Places {
  /** Some megabytes; with more paths than that, forgetting all costs a call for each. */
  private static final int MOST = 10_000;

  /** Groups and projects are made and moved seldom. */
  private static final Duration AGE = Duration.ofMinutes(5);

  /** GitLab's own path rules, so that no part of a path means something to a server between us. */
  private static final Pattern PATH =
      Pattern.compile(
          "[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}(/[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}){0,24}");

  private final HttpCaller gitlab;

  /** Groups and projects are rarely deleted to make room for the other kind. */
  private final Remembered<Place> known;

  Places(HttpCaller gitlab, InstantSource time) {
    this.gitlab = gitlab;
    this.known = new Remembered<>(time, AGE, MOST);
  }

  /**
   * The group or project of this path.
   *
   * @return empty when there is none that we may see
   */
  Optional<Place> find(String scope) throws ToolException {
    if (!isPath(scope)) {
      return Optional.empty();
    }
    Optional<Place> remembered = known.get(key(scope));
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Place> place = read(new Place(Place.Kind.GROUP, scope), "full_path");
    if (place.isEmpty()) {
      place = read(new Place(Place.Kind.PROJECT, scope), "path_with_namespace");
    }
    place.ifPresent(found -> known.put(key(scope), found));
    return place;
  }

  /** Some of the groups that were looked for lately. */
  List<Place> groupsInUse(int most) {
    return known.all().stream()
        .filter(place -> place.kind() == Place.Kind.GROUP)
        .sorted(Comparator.comparing(Place::path))
        .limit(most)
        .toList();
  }

  /** Whether a scope can be the path of anything. */
  static boolean isPath(String scope) {
    return PATH.matcher(scope).matches();
  }

  /** It was not there when it was used. */
  void forget(Place place) {
    known.forget(key(place.path()));
  }

  /** An old path is answered with a redirect, or with the place under its new path. */
  private Optional<Place> read(Place place, String pathField) throws ToolException {
    Reply reply = gitlab.send(Request.get(place.template(""), place.path()));
    if (Words.placeMissing(reply) || Words.notFound(reply)) {
      return Optional.empty();
    }
    if (reply instanceof Answer answer && answer.status() >= 300 && answer.status() <= 399) {
      return Optional.empty();
    }
    JsonNode body = Meaning.read(reply);
    return body.path(pathField).asText("").equalsIgnoreCase(place.path())
        ? Optional.of(place)
        : Optional.empty();
  }

  /** GitLab compares paths without regard to case. */
  private static String key(String scope) {
    return scope.toLowerCase(Locale.ROOT);
  }
}
