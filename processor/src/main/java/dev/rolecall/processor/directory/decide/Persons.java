package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** People as resolution sees them: a user with all groups. */
final class Persons {

  private Persons() {}

  /** The person as the state has it. */
  static Person of(UserState user, DirectoryReads reads) {
    return of(reads.directory(), user, reads.groupsOf(user.getId()), reads::group);
  }

  /** The person once this group looks like this and the edge to it exists since then, or not. */
  static Person after(
      UserState user, GroupState group, @Nullable Instant since, DirectoryReads reads) {
    SortedMap<String, Instant> edges = new TreeMap<>(reads.groupsOf(user.getId()));
    if (since == null) {
      edges.remove(group.getId());
    } else {
      edges.put(group.getId(), since);
    }
    return of(
        reads.directory(), user, edges, id -> id.equals(group.getId()) ? group : reads.group(id));
  }

  /** Kept as a fact: what tools still hold must be taken away on behalf of somebody. */
  static Person deleted(String directory, UserState user) {
    return new Person(directory, user.getId(), Standing.DELETED, user.getUser(), List.of());
  }

  private static Person of(
      String directory,
      UserState user,
      SortedMap<String, Instant> edges,
      Function<String, @Nullable GroupState> groups) {
    List<GroupRef> refs = new ArrayList<>(edges.size());
    edges.forEach((id, since) -> {
      GroupState group = groups.apply(id);
      if (group != null) {
        refs.add(new GroupRef(id, group.getDisplayName(), group.getExternalId(), since));
      }
    });
    Standing standing = user.getUser().getActive() ? Standing.ACTIVE : Standing.INACTIVE;
    return new Person(directory, user.getId(), standing, user.getUser(), refs);
  }
}
