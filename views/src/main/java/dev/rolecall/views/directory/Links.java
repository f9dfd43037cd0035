package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.Membership;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The memberships of the directory, in the same state as the resource that is looked at. */
public interface Links {

  /** The groups that a person is a member of, ordered by id. */
  List<GroupOfPerson> groupsOf(String person);

  /** The groups that a person is in only through others, the nearest first. */
  List<GroupOfPerson> inheritedGroups(String person);

  /** Which of these ids are those of groups. */
  Set<String> groupsAmong(Collection<String> ids);

  /**
   * Members of a group, ordered by id; they need not be known as users (yet).
   *
   * @param after the last id of the part before; null: from the first
   * @param most how many at most
   */
  List<Membership> members(String group, @Nullable String after, int most);
}
