package dev.rolecall.sandbox.gitlab;

/** The rule that a group never loses its last Owner. */
final class Owners {

  private Owners() {}

  /** Bots do not count as owners, owners of a parent group do. */
  static boolean isLast(World world, Place place, User user) {
    return place.kind == Place.Kind.GROUP
        && !user.bot
        && place.directLevel(user.id) == AccessLevel.OWNER.value()
        && world.users.values().stream()
            .noneMatch(other ->
                other != user
                    && !other.bot
                    && place.effectiveLevel(other.id) == AccessLevel.OWNER.value())
        && place.inheritedLevel(user.id) < AccessLevel.OWNER.value();
  }
}
