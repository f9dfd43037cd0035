package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.GroupDelta;
import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.views.directory.Collation;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.Links;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a group, one part after the other. Each part is a read of its own, so a change
 * while they are read may be seen or not; who is a member all the time is there once.
 */
final class Members {

  /** One read of the view; long enough that a large group takes few, short enough to hold. */
  static final int PART = 1_000;

  private Members() {}

  /** Where members come from. */
  sealed interface Source {

    /** Parts of at most {@link #PART}, of which none is empty. */
    Iterator<List<String>> parts();

    /** Which members of a part are groups themselves. */
    Set<String> groupsAmong(List<String> part);

    /**
     * All of them when one part holds them.
     *
     * @param count how many there are said to be
     * @throws ScimException 400 tooMany when that is more than one answer may hold
     */
    default Optional<List<String>> ifFew(int count) {
      requireAnswerable(count);
      if (count > PART) {
        return Optional.empty();
      }
      List<String> all = new ArrayList<>();
      parts().forEachRemaining(all::addAll);
      return Optional.of(all);
    }
  }

  /** As the view has them, in the order of their ids. */
  record Stored(DirectoryReader view, String directory, String group) implements Source {
    @Override
    public Iterator<List<String>> parts() {
      return new Reading(last -> view.members(directory, group, last, PART));
    }

    @Override
    public Set<String> groupsAmong(List<String> part) {
      return view.groupsAmong(directory, part);
    }
  }

  /**
   * As a request gave them.
   *
   * @param groups which of some ids are those of groups
   */
  record Given(Collection<String> ids, Function<List<String>, Set<String>> groups)
      implements Source {
    @Override
    public Set<String> groupsAmong(List<String> part) {
      return groups.apply(part);
    }

    @Override
    public Iterator<List<String>> parts() {
      Iterator<String> all = ids.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return all.hasNext();
        }

        @Override
        public List<String> next() {
          List<String> part = new ArrayList<>();
          do {
            part.add(all.next());
          } while (all.hasNext() && part.size() < PART);
          return part;
        }
      };
    }
  }

  /** All members that a filter must look at. */
  static List<String> all(Links links, String group) {
    List<String> all = new ArrayList<>();
    Reading parts = new Reading(last -> links.members(group, last, PART));
    while (parts.hasNext()) {
      all.addAll(parts.next());
      requireAnswerable(all.size());
    }
    return all;
  }

  /**
   * Who must come and who must go for a group to have exactly the wanted members. Walks once along
   * both, sorted; holds the differences only.
   *
   * @throws ScimException 400 tooMany when the group has more members than one request may name
   */
  static GroupDelta.Members.Change difference(Source members, Set<String> wanted) {
    List<String> sorted = new ArrayList<>(wanted);
    sorted.sort(Collation::compare);
    Set<String> add = new LinkedHashSet<>();
    Set<String> remove = new LinkedHashSet<>();
    int at = 0;
    int count = 0;
    for (Iterator<List<String>> parts = members.parts(); parts.hasNext(); ) {
      for (String member : parts.next()) {
        requireAnswerable(++count);
        while (at < sorted.size() && Collation.compare(sorted.get(at), member) < 0) {
          add.add(sorted.get(at++));
        }
        if (at < sorted.size() && sorted.get(at).equals(member)) {
          at++;
        } else {
          remove.add(member);
        }
      }
    }
    add.addAll(sorted.subList(at, sorted.size()));
    return new GroupDelta.Members.Change(add, remove);
  }

  private static void requireAnswerable(int count) {
    if (count > Limits.MAX_MEMBERS) {
      throw new ScimException(
          ScimError.badRequest(
              ScimType.TOO_MANY,
              "The group has more than "
                  + Limits.MAX_MEMBERS
                  + " members: leave them out with excludedAttributes=members."));
    }
  }

  /** Reads on from the last id of the part before. */
  private static final class Reading implements Iterator<List<String>> {
    private final Function<@Nullable String, List<Membership>> read;
    private @Nullable List<String> next;
    private @Nullable String last;
    private boolean isOver;

    Reading(Function<@Nullable String, List<Membership>> read) {
      this.read = read;
    }

    @Override
    public boolean hasNext() {
      if (next == null && !isOver) {
        List<String> part = read.apply(last).stream().map(Membership::getMember).toList();
        isOver = part.size() < PART;
        next = part.isEmpty() ? null : part;
      }
      return next != null;
    }

    @Override
    public List<String> next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      List<String> part = next;
      next = null;
      last = part.getLast();
      return part;
    }
  }
}
