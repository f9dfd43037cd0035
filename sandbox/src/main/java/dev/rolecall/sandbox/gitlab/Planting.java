package dev.rolecall.sandbox.gitlab;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes a world of a seed. */
final class Planting {

  private Planting() {}

  static World plant(GitlabSeed seed, InstantSource clock, RandomGenerator random) {
    World world = new World(seed.edition(), clock, random);
    seed.users().forEach(user -> plant(world, user));
    seed.places()
        .forEach(place ->
            world.addPlace(
                place.project() ? Place.Kind.PROJECT : Place.Kind.GROUP,
                place.path(),
                place.locked()));
    seed.users().forEach(user -> enlist(world, user));
    seed.members().forEach(member -> plant(world, member));
    seed.roles().forEach(role -> plant(world, role));
    return world;
  }

  private static void plant(World world, GitlabSeed.User seed) {
    if (world.user(seed.username()).isPresent() || world.userByEmail(seed.email()).isPresent()) {
      throw new IllegalArgumentException("The seed has two users of one name or address");
    }
    User user = world.addUser(seed.username(), seed.username(), seed.email());
    user.state = seed.state();
    user.admin = seed.admin();
    user.bot = seed.bot();
    if (seed.token() != null) {
      world.addToken(user, "seed", List.of("api"), null, seed.token(), null);
    }
  }

  private static void enlist(World world, GitlabSeed.User seed) {
    if (seed.enterpriseGroup() != null) {
      user(world, seed.username()).enterpriseGroup = place(world, seed.enterpriseGroup()).id;
    }
  }

  private static void plant(World world, GitlabSeed.Member seed) {
    world.put(
        place(world, seed.path()),
        new Membership(
            user(world, seed.username()),
            seed.level().value(),
            seed.expiresAt(),
            null,
            world.now(),
            null));
  }

  private static void plant(World world, GitlabSeed.Role seed) {
    long id = world.roles.size() + 1L;
    Place group = seed.group() == null ? null : place(world, seed.group());
    world.roles.put(id, new MemberRole(id, seed.name(), seed.base().value(), group));
  }

  private static User user(World world, String username) {
    return world
        .user(username)
        .orElseThrow(() -> new IllegalArgumentException("The seed has no user " + username));
  }

  private static Place place(World world, String path) {
    return world
        .placeAt(path)
        .orElseThrow(() -> new IllegalArgumentException("The seed has no place " + path));
  }
}
