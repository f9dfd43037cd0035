package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.directory.Query;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds people as operators call them. */
final class People {

  private final DirectoryReader directory;
  private final List<String> names;

  People(DirectoryReader directory, List<String> names) {
    this.directory = directory;
    this.names = List.copyOf(names);
  }

  /** A person of one directory. The user is gone when the identity provider deleted it. */
  record Found(String directory, String id, Optional<UserState> user) {}

  /**
   * The person with this userName, address, external id or id, in whichever directory; "directory/id" also finds those
   * that the identity provider deleted.
   */
  Found find(String called) {
    Map<String, Found> found = new LinkedHashMap<>();
    for (String name : names) {
      for (Lookup lookup :
          List.<Lookup>of(
              new Lookup.ById(called),
              new Lookup.ByName(called),
              new Lookup.ByEmail(called),
              new Lookup.ByExternalId(called))) {
        for (UserState user :
            directory.users(name, new Query<>(lookup, Optional.empty(), 1, 2)).items()) {
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

  private Found byKey(String called) {
    int slash = called.indexOf('/');
    if (slash > 0 && names.contains(called.substring(0, slash))) {
      String name = called.substring(0, slash);
      String id = called.substring(slash + 1);
      return new Found(name, id, directory.user(name, id));
    }
    throw new Refused(
        404,
        "nobody is called so: use a userName, an e-mail address, an external id, an id, or for somebody"
            + " whom the identity provider deleted DIRECTORY/ID");
  }

  /** userName of a person; empty when the identity provider deleted it. */
  Optional<String> userName(String directoryName, String id) {
    return directory.user(directoryName, id).map(user -> user.getUser().getUserName());
  }

  ObjectNode json(Found found) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("directory", found.directory());
    json.put("id", found.id());
    json.put(
        "userName", found.user().map(user -> user.getUser().getUserName()).orElse("(deleted)"));
    json.put("active", found.user().map(user -> user.getUser().getActive()).orElse(false));
    ArrayNode groups = json.putArray("groups");
    groupNames(found).forEach(groups::add);
    return json;
  }

  private List<String> groupNames(Found found) {
    List<String> groups = new ArrayList<>();
    directory
        .groupsOf(found.directory(), found.id())
        .forEach(
            each ->
                directory
                    .group(found.directory(), each.id())
                    .ifPresent(group -> groups.add(group.getDisplayName())));
    return groups;
  }
}
