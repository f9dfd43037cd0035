package dev.rolecall.app.guarantees;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the clients of one directory know together: ids by names. */
final class Staff {

  /** A person, as an identity provider knows it. */
  record Person(String userName, String id) {}

  private final List<Person> people = new CopyOnWriteArrayList<>();
  private final Map<String, String> groups = new ConcurrentHashMap<>();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Everybody whose id is known, also who was deleted. */
  List<Person> people() {
    return people;
  }

  void joined(Person person) {
    people.add(person);
  }

  /** A name that was asked for: somebody may be called so. */
  void asked(String userName) {
    names.add(userName);
  }

  Set<String> names() {
    return Set.copyOf(names);
  }

  void deleting(String id) {
    deleted.add(id);
  }

  /** Whose deletion was asked for. */
  boolean isDeleting(String id) {
    return deleted.contains(id);
  }

  void founded(String group, String id) {
    groups.put(group, id);
  }

  String group(String name) {
    String id = groups.get(name);
    if (id == null) {
      throw new IllegalArgumentException("there is no group " + name);
    }
    return id;
  }

  /** Ids by names. */
  Map<String, String> groups() {
    return Map.copyOf(groups);
  }
}
