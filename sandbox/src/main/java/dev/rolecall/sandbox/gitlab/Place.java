package dev.rolecall.sandbox.gitlab;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A group or a project with its direct members, by user id, and its pending invitations, by id. */
final class Place {

  /** Groups and projects count their ids apart. */
  enum Kind {
    GROUP("Group"),
    PROJECT("Project");

    final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  final Kind kind;
  final long id;
  final String path;
  final @Nullable Place parent;
  final boolean locked;
  final Instant createdAt;
  final TreeMap<Long, Membership> members = new TreeMap<>();
  final TreeMap<Long, Invitation> invitations = new TreeMap<>();
  boolean samlLinked;

  Place(
      Kind kind, long id, String path, @Nullable Place parent, boolean locked, Instant createdAt) {
    this.kind = kind;
    this.id = id;
    this.path = path;
    this.parent = parent;
    this.locked = locked;
    this.createdAt = createdAt;
  }

  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  Place root() {
    return parent == null ? this : parent.root();
  }

  boolean below(Place other) {
    return parent != null && (parent == other || parent.below(other));
  }

  boolean lockedHereOrAbove() {
    return locked || (parent != null && parent.lockedHereOrAbove());
  }

  int directLevel(long user) {
    Membership membership = members.get(user);
    return membership == null ? 0 : membership.level();
  }

  int inheritedLevel(long user) {
    return parent == null ? 0 : parent.effectiveLevel(user);
  }

  int effectiveLevel(long user) {
    return Math.max(directLevel(user), inheritedLevel(user));
  }

  /** The nearest place above whose membership gives the inherited level. */
  Place sourceOfInherited(long user) {
    int level = inheritedLevel(user);
    Place source = this;
    while (source.parent != null) {
      source = source.parent;
      if (source.directLevel(user) == level) {
        return source;
      }
    }
    return source;
  }
}
