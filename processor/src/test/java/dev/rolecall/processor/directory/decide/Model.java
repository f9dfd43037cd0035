package dev.rolecall.processor.directory.decide;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.DeleteUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The same directory, as simple as can be. */
final class Model {

  final List<String> users = new ArrayList<>();
  final Map<String, String> names = new HashMap<>();
  private final Map<List<String>, Instant> edges = new HashMap<>();

  void apply(Object intent, Instant now) {
    switch (intent) {
      case CreateUser asked -> users.add(asked.getUser().getUserName().split("@", -1)[0]);
      case DeleteUser asked -> {
        users.removeIf(user -> Asked.id(user).equals(asked.getId()));
        forget(asked.getId());
      }
      case CreateGroup asked -> {
        names.put(asked.getId(), asked.getDisplayName());
        asked
            .getMembers()
            .forEach(member -> edges.putIfAbsent(List.of(asked.getId(), member), now));
      }
      case ChangeGroup asked -> {
        if (asked.getDisplayName() != null) {
          names.put(asked.getId(), asked.getDisplayName());
        }
        asked.getAdd().forEach(member -> edges.putIfAbsent(List.of(asked.getId(), member), now));
        asked.getRemove().forEach(member -> edges.remove(List.of(asked.getId(), member)));
      }
      case DeleteGroup asked -> {
        names.remove(asked.getId());
        forget(asked.getId());
      }
      default -> throw new AssertionError("not asked here");
    }
  }

  private void forget(String id) {
    edges.keySet().removeIf(edge -> edge.contains(id));
  }

  Instant edge(String group, String member) {
    return Objects.requireNonNull(edges.get(List.of(group, member)));
  }

  Map<String, Instant> parents(String member) {
    Map<String, Instant> parents = new HashMap<>();
    edges.forEach((edge, since) -> {
      if (edge.get(1).equals(member)) {
        parents.put(edge.get(0), since);
      }
    });
    return parents;
  }

  int members(String group) {
    return (int) edges.keySet().stream().filter(edge -> edge.get(0).equals(group)).count();
  }

  /** Again and again over all edges, until nothing gets older any more. */
  SortedMap<String, Instant> groupsOf(String person) {
    SortedMap<String, Instant> since = new TreeMap<>(parents(person));
    for (int pass = 0; pass <= names.size(); pass++) {
      for (Map.Entry<List<String>, Instant> edge : edges.entrySet()) {
        Instant below = since.get(edge.getKey().get(1));
        if (below != null) {
          since.merge(
              edge.getKey().get(0),
              later(below, edge.getValue()),
              (one, other) -> one.isBefore(other) ? one : other);
        }
      }
    }
    return since;
  }

  boolean isMember(String group, String member) {
    return edges.containsKey(List.of(group, member));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
