package dev.rolecall.console;

import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Labelled;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.Collation;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.GroupOfPerson;
import dev.rolecall.views.directory.Listed;
import dev.rolecall.views.directory.Listing;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.directory.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Directories without a disk, which answer as the view does. */
final class DirectoryInMemory implements DirectoryReader {

  private record Placed<T>(String directory, T value) {}

  private final List<Placed<UserState>> users = new ArrayList<>();
  private final List<Placed<GroupState>> groups = new ArrayList<>();
  private final List<Placed<Membership>> memberships = new ArrayList<>();
  private Optional<BundleState> bundle = Optional.empty();
  volatile Optional<HeldBundle> held = Optional.empty();
  final Set<String> loading = ConcurrentHashMap.newKeySet();

  DirectoryInMemory user(String directory, String id, String userName, String email) {
    User user =
        User.newBuilder()
            .setUserName(userName)
            .setExternalId("ext-" + id)
            .setEmails(List.of(Labelled.newBuilder().setValue(email).build()))
            .build();
    users.add(new Placed<>(directory, new UserState(id, 1L, Samples.NOON, Samples.NOON, user)));
    return this;
  }

  DirectoryInMemory member(String directory, String groupName, String person) {
    String id = "g-" + groupName;
    if (group(directory, id).isEmpty()) {
      groups.add(
          new Placed<>(
              directory,
              new GroupState(id, 1L, 1L, Samples.NOON, Samples.NOON, groupName, null, 1, 0, null)));
    }
    memberships.add(new Placed<>(directory, new Membership(id, person, Samples.NOON)));
    return this;
  }

  void noBundle() {
    bundle = Optional.empty();
  }

  DirectoryInMemory bundle(BundleState published) {
    bundle = Optional.of(published);
    return this;
  }

  @Override
  public CompletableFuture<Void> upToDate(String directory) {
    return CompletableFuture.allOf();
  }

  @Override
  public Optional<UserState> user(String directory, String id) {
    return in(directory, users).stream().filter(user -> user.getId().equals(id)).findFirst();
  }

  @Override
  public Optional<GroupState> group(String directory, String id) {
    return in(directory, groups).stream().filter(group -> group.getId().equals(id)).findFirst();
  }

  @Override
  public Page<UserState> users(String directory, Lookup lookup, int most) {
    return page(in(directory, users), user -> matches(lookup, user), most);
  }

  @Override
  public Page<GroupState> groups(String directory, Lookup lookup, int most) {
    return page(in(directory, groups), group -> matches(lookup, group), most);
  }

  @Override
  public Listed list(String directory, Listing listing) {
    throw new UnsupportedOperationException("operators look people up");
  }

  private static boolean matches(Lookup lookup, UserState state) {
    User user = state.getUser();
    return switch (lookup) {
      case Lookup.Everything() -> true;
      case Lookup.ById(String id) -> state.getId().equals(id);
      case Lookup.ByName(String name) -> same(user.getUserName(), name);
      case Lookup.ByExternalId(String id) -> id.equals(user.getExternalId());
      case Lookup.ByEmail(String email) ->
          user.getEmails().stream().anyMatch(each -> same(each.getValue(), email));
      case Lookup.ByMember(String member) -> false;
    };
  }

  private static boolean matches(Lookup lookup, GroupState group) {
    return switch (lookup) {
      case Lookup.Everything() -> true;
      case Lookup.ById(String id) -> group.getId().equals(id);
      case Lookup.ByName(String name) -> same(group.getDisplayName(), name);
      case Lookup.ByExternalId(String id) -> id.equals(group.getExternalId());
      case Lookup.ByEmail(String email) -> false;
      case Lookup.ByMember(String member) -> false;
    };
  }

  private static boolean same(String one, String other) {
    return Collation.fold(one).equals(Collation.fold(other));
  }

  private static <T> Page<T> page(List<T> all, Predicate<T> matching, int most) {
    List<T> found = all.stream().filter(matching).toList();
    return new Page<>(found.size(), found.stream().limit(most).toList());
  }

  @Override
  public List<Membership> members(
      String directory, String group, @Nullable String after, int most) {
    return in(directory, memberships).stream()
        .filter(each -> each.getGroup().equals(group))
        .filter(each -> after == null || each.getMember().compareTo(after) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public List<GroupOfPerson> groupsOf(String directory, String person) {
    List<GroupOfPerson> found = new ArrayList<>();
    for (Membership each : in(directory, memberships)) {
      if (each.getMember().equals(person)) {
        Instant since = each.getSince();
        group(directory, each.getGroup())
            .ifPresent(group -> found.add(new GroupOfPerson(group, since)));
      }
    }
    return found;
  }

  @Override
  public Map<String, List<GroupOfPerson>> groupsOf(String directory, List<String> persons) {
    Map<String, List<GroupOfPerson>> found = new HashMap<>();
    persons.forEach(person -> found.put(person, groupsOf(directory, person)));
    return found;
  }

  @Override
  public Map<String, List<GroupOfPerson>> inheritedGroups(String directory, List<String> persons) {
    Map<String, List<GroupOfPerson>> found = new HashMap<>();
    persons.forEach(person ->
        found.put(
            person,
            groupsOf(directory, person).stream()
                .flatMap(each -> groupsOf(directory, each.group().getId()).stream())
                .toList()));
    return found;
  }

  @Override
  public Set<String> groupsAmong(String directory, Collection<String> ids) {
    return ids.stream().filter(id -> group(directory, id).isPresent()).collect(Collectors.toSet());
  }

  @Override
  public String origin() {
    return "in memory";
  }

  @Override
  public Optional<BundleState> bundle() {
    return bundle;
  }

  @Override
  public Optional<HeldBundle> heldBundle() {
    return held;
  }

  private static <T> List<T> in(String directory, List<Placed<T>> all) {
    return all.stream()
        .filter(each -> each.directory().equals(directory))
        .map(Placed::value)
        .toList();
  }

  @Override
  public boolean isReady(String directory) {
    return !loading.contains(directory);
  }
}
