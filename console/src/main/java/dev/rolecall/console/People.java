package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.service.config.Directories;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.GroupOfPerson;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.trail.TrailReader;
import dev.rolecall.views.trail.TrailReader.AuditQuery;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds people as operators call them. */
final class People {

  /** In place of a userName that the identity provider deleted. */
  private static final String DELETED = "(deleted)";

  /** Enough to tell an operator that a name is not enough. */
  private static final int MOST_OF_ONE_NAME = 2;

  private final DirectoryReader directory;
  private final TrailReader trail;
  private final Directories directories;

  People(DirectoryReader directory, TrailReader trail, Directories directories) {
    this.directory = directory;
    this.trail = trail;
    this.directories = directories;
  }

  /** A person of one directory. The user is gone when the identity provider deleted it. */
  record Found(String directory, String id, Optional<UserState> user) {}

  /**
   * The person with this userName, address, external id or id, in whichever directory;
   * "directory/id" also finds those that the identity provider deleted.
   */
  Found find(String called) {
    Map<String, Found> found = new LinkedHashMap<>();
    for (String name : directories.now().keySet()) {
      for (Lookup lookup :
          List.<Lookup>of(
              new Lookup.ById(called),
              new Lookup.ByName(called),
              new Lookup.ByEmail(called),
              new Lookup.ByExternalId(called))) {
        for (UserState user : directory.users(name, lookup, MOST_OF_ONE_NAME).items()) {
          found.put(name + "/" + user.getId(), new Found(name, user.getId(), Optional.of(user)));
        }
      }
    }
    if (found.size() > 1) {
      throw new Refused(
          409, "several people are called so; use one of: " + String.join(", ", found.keySet()));
    }
    return found.values().stream().findFirst().orElseGet(() -> byKey(called));
  }

  /**
   * The same; who is not known by an id, but in that directory by the other name, is meant.
   *
   * @param otherwise external id or userName; an identity provider that sends everybody anew is
   *     given new ids, and keeps these
   */
  Found find(String called, Optional<String> otherwise) {
    try {
      return find(called);
    } catch (Refused unknown) {
      int slash = called.indexOf('/');
      if (!unknown.isAbsent() || otherwise.isEmpty() || slash < 0) {
        throw unknown;
      }
      return inDirectory(called.substring(0, slash), otherwise.get()).orElseThrow(() -> unknown);
    }
  }

  private Optional<Found> inDirectory(String name, String called) {
    for (Lookup lookup : List.of(new Lookup.ByExternalId(called), new Lookup.ByName(called))) {
      List<UserState> users = directory.users(name, lookup, MOST_OF_ONE_NAME).items();
      if (users.size() == 1) {
        UserState user = users.getFirst();
        return Optional.of(new Found(name, user.getId(), Optional.of(user)));
      }
    }
    return Optional.empty();
  }

  private Found byKey(String called) {
    int slash = called.indexOf('/');
    if (slash > 0 && directories.now().containsKey(called.substring(0, slash))) {
      String name = called.substring(0, slash);
      String id = called.substring(slash + 1);
      Found found = new Found(name, id, directory.user(name, id));
      if (found.user().isPresent() || leftTraces(found)) {
        return found;
      }
    }
    throw Refused.absent(
        404,
        "nobody is called so: use a userName, an e-mail address, an external id, an id, or for somebody"
            + " whom the identity provider deleted DIRECTORY/ID");
  }

  /** Whether somebody who is not in the directory ever was. */
  private boolean leftTraces(Found found) {
    AuditQuery one =
        new AuditQuery(
            Optional.of(found.directory()),
            Optional.of(found.id()),
            Optional.empty(),
            Optional.empty(),
            1);
    return !trail.accesses(found.directory(), found.id()).isEmpty()
        || !trail.statuses(found.directory(), found.id()).isEmpty()
        || !trail.audit(one).isEmpty();
  }

  /** userNames of the people on one page, each looked up once; not kept any longer. */
  final class Names {
    private final Map<String, String> known = new HashMap<>();

    String of(String directoryName, String id) {
      return known.computeIfAbsent(
          Keys.person(directoryName, id),
          key ->
              directory
                  .user(directoryName, id)
                  .map(user -> user.getUser().getUserName())
                  .orElse(DELETED));
    }

    /** What the identity provider calls the person; empty when it says nothing. */
    String externalIdOf(String directoryName, String id) {
      return directory
          .user(directoryName, id)
          .flatMap(user -> Optional.ofNullable(user.getUser().getExternalId()))
          .orElse("");
    }

    /** Lets go of those so far, where many people follow one another. */
    void forget() {
      known.clear();
    }
  }

  Names names() {
    return new Names();
  }

  ObjectNode json(Found found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("directory", found.directory());
    json.put("id", found.id());
    json.put("userName", found.user().map(user -> user.getUser().getUserName()).orElse(DELETED));
    json.put("active", found.user().map(user -> user.getUser().getActive()).orElse(false));
    ArrayNode groups = json.putArray("groups");
    directory
        .groupsOf(found.directory(), found.id())
        .forEach(each -> group(groups.addObject(), each, "direct"));
    directory
        .inheritedGroups(found.directory(), List.of(found.id()))
        .getOrDefault(found.id(), List.of())
        .forEach(each -> group(groups.addObject(), each, "indirect"));
    return json;
  }

  /** With the words of RFC 7643 § 4.1.2. */
  private static void group(ObjectNode json, GroupOfPerson each, String type) {
    json.put("name", each.group().getDisplayName());
    json.put("type", type);
    Shapes.time(json, "since", each.since());
  }
}
