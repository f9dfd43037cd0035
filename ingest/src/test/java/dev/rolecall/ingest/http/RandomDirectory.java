package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Address;
import dev.rolecall.schemas.avro.Enterprise;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.PersonName;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.Found;
import dev.rolecall.views.log.LogRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Users and groups whose values are missing, empty, alike but for their case, or hard to compare.
 */
final class RandomDirectory {

  static final String NAME = "acme";

  private final RandomGenerator random;
  private final List<UserState> users = new ArrayList<>();
  private final TreeMap<String, GroupState> groups = new TreeMap<>();
  private final TreeMap<String, TreeSet<String>> members = new TreeMap<>();

  private RandomDirectory(RandomGenerator random) {
    this.random = random;
  }

  static RandomDirectory of(RandomGenerator random, int users, int groups) {
    RandomDirectory directory = new RandomDirectory(random);
    for (int i = 0; i < users; i++) {
      directory.users.add(directory.user("u" + i));
    }
    for (int i = 0; i < groups; i++) {
      directory.group("g" + i, users);
    }
    return directory;
  }

  List<Found> users() {
    return users.stream().<Found>map(Found.OfUser::new).toList();
  }

  List<Found> groups() {
    return groups.values().stream().<Found>map(Found.OfGroup::new).toList();
  }

  Set<String> membersOf(String group) {
    return members.getOrDefault(group, new TreeSet<>());
  }

  Set<String> groupIds() {
    return groups.keySet();
  }

  /** Direct ones, then step by step those that they are nested in. */
  List<Rendering.Link> groupsOf(String person) {
    Map<String, Rendering.Link> found = new LinkedHashMap<>();
    for (Set<String> step = Set.of(person); !step.isEmpty(); ) {
      boolean isInherited = !found.isEmpty();
      Set<String> next = new TreeSet<>();
      for (GroupState group : groups.values()) {
        boolean isAbove = !Collections.disjoint(membersOf(group.getId()), step);
        if (isAbove && !found.containsKey(group.getId())) {
          next.add(group.getId());
          found.put(
              group.getId(),
              new Rendering.Link(group.getId(), group.getDisplayName(), isInherited));
        }
      }
      step = next;
    }
    return List.copyOf(found.values());
  }

  LogRecord[] records() {
    List<LogRecord> records = new ArrayList<>();
    users.forEach(user -> records.add(Entries.fact(Keys.user(NAME, user.getId()), user)));
    groups
        .values()
        .forEach(group -> records.add(Entries.fact(Keys.group(NAME, group.getId()), group)));
    members.forEach((group, each) ->
        each.forEach(member ->
            records.add(
                Entries.fact(
                    Keys.member(NAME, group, member),
                    new Membership(group, member, Instant.EPOCH)))));
    return records.toArray(LogRecord[]::new);
  }

  private UserState user(String id) {
    User user =
        User.newBuilder()
            .setUserName(pick() + pick() + "@" + id)
            .setExternalId(maybe())
            .setActive(random.nextBoolean())
            .setName(
                random.nextInt(4) == 0
                    ? null
                    : PersonName.newBuilder()
                        .setFamilyName(maybe())
                        .setGivenName(maybe())
                        .setFormatted(maybe())
                        .build())
            .setDisplayName(maybe())
            .setNickName(maybe())
            .setTitle(maybe())
            .setUserType(maybe())
            .setEmails(labelled())
            .setPhoneNumbers(labelled())
            .setAddresses(
                random.nextBoolean()
                    ? List.of()
                    : List.of(Address.newBuilder().setLocality(maybe()).build()))
            .setEnterprise(
                random.nextInt(3) == 0
                    ? null
                    : Enterprise.newBuilder()
                        .setEmployeeNumber(maybe())
                        .setDepartment(maybe())
                        .setManager(maybe())
                        .build())
            .build();
    return new UserState(id, random.nextLong(9), moment(), moment(), user);
  }

  private void group(String id, int users) {
    for (int i = random.nextInt(6); i > 0; i--) {
      members
          .computeIfAbsent(id, key -> new TreeSet<>())
          .add(
              switch (random.nextInt(8)) {
                case 0 -> pick();
                case 1 -> "g" + random.nextInt(10);
                default -> "u" + random.nextInt(users);
              });
    }
    groups.put(
        id,
        new GroupState(
            id, 1L, 1L, moment(), moment(), pick() + id, maybe(), membersOf(id).size(), 0, null));
  }

  private List<Labelled> labelled() {
    List<Labelled> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(
          Labelled.newBuilder()
              .setValue(random.nextInt(5) == 0 ? "" : pick())
              .setDisplay(maybe())
              .setType(maybe())
              .setPrimary(random.nextInt(4) == 0)
              .build());
    }
    return elements;
  }

  private Instant moment() {
    return Instant.parse("2026-03-01T10:00:00Z").plusMillis(random.nextInt(3));
  }

  private @Nullable String maybe() {
    return switch (random.nextInt(5)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> pick() + pick();
      default -> pick();
    };
  }

  private String pick() {
    return RandomFilters.TEXTS.get(random.nextInt(RandomFilters.TEXTS.size()));
  }
}
