package dev.rolecall.sandbox.circleci;

import java.util.TreeMap;

/** A project and the roles held there, by the id of a group or person. */
final class Project {
  final String id;
  final String name;
  final String slug;
  final TreeMap<String, String> groupRoles = new TreeMap<>();
  final TreeMap<String, String> personRoles = new TreeMap<>();

  Project(String id, String name, String slug) {
    this.id = id;
    this.name = name;
    this.slug = slug;
  }
}
