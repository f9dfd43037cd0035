package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.circleci.Words.Place;
import dev.rolecall.connectors.http.Remembered;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The ids behind the names that policies use. */
final class Places {
  /** Projects hardly change their names. One that is not there is always looked up anew. */
  private static final Duration AGE = Duration.ofMinutes(5);

  /** More than one organization has; each costs a call in every reading of a group. */
  private static final int MOST_PROJECTS = 5_000;

  private static final String ALL = "all";

  private final Organization organization;
  private final Optional<WebRoutes> web;
  private final boolean createGroups;
  private final List<String> named;
  private final Remembered<Map<String, String>> listed;
  private final Map<String, String> asked = new ConcurrentHashMap<>();

  /**
   * By names.
   *
   * @param web where projects can be listed, if one opted in
   * @param named the projects of the configuration; empty: all that can be listed
   */
  Places(
      Organization organization,
      Optional<WebRoutes> web,
      boolean createGroups,
      List<String> named,
      InstantSource time) {
    this.organization = organization;
    this.web = web;
    this.createGroups = createGroups;
    this.named = List.copyOf(named);
    this.listed = new Remembered<>(time, AGE, 1);
  }

  Optional<String> group(String name) throws ToolException {
    return organization.group(name);
  }

  /** A group that is not there, but would be created. */
  Optional<Place.Group> maybe(Place.Group group) {
    return Optional.of(group).filter(one -> createGroups && !isAllMembers(one.name()));
  }

  /** Makes sure that a group is there, if that is wanted; else a conflict. */
  Applied ensure(Place.Group group) throws ToolException {
    return organization.group(group.name()).isPresent()
        ? new Applied.Already(Applied.Call.NONE)
        : maybe(group).isPresent()
            ? organization.createGroup(group.name())
            : new Applied.Conflict(Applied.Call.NONE);
  }

  /** A project that groups are bound to; it is among {@link #projects} from now on. */
  Optional<String> bound(String name) throws ToolException {
    Optional<String> id = project(name);
    if (asked.size() < MOST_PROJECTS) {
      id.ifPresent(found -> asked.put(name, found));
    }
    return id;
  }

  /** By id, or by name where projects can be listed. */
  Optional<String> project(String name) throws ToolException {
    if (web.isEmpty() || Organization.isId(name)) {
      return organization.project(name);
    }
    String id = listed.get(ALL, web.get()::projects).get(name);
    if (id == null) {
      listed.forget(ALL);
      id = listed.get(ALL, web.get()::projects).get(name);
    }
    return Optional.ofNullable(id);
  }

  /**
   * Ids of the projects whose groups are looked at, by the name that policies use: those of the
   * configuration, else all where they can be listed, and those that groups were bound to.
   */
  Map<String, String> projects() throws ToolException {
    Map<String, String> ids = new TreeMap<>(asked);
    if (named.isEmpty() && web.isPresent()) {
      Map<String, String> all = listed.get(ALL, web.get()::projects);
      all.forEach((name, id) -> {
        if (!ids.containsValue(id)) {
          ids.put(name, id);
        }
      });
    }
    for (String name : named) {
      project(name).ifPresent(id -> ids.put(name, id));
    }
    return ids;
  }

  Optional<String> context(String name) throws ToolException {
    return organization.context(name);
  }

  private static boolean isAllMembers(String name) {
    return name.equals("All members");
  }
}
