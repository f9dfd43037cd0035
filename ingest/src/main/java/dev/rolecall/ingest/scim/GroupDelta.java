package dev.rolecall.ingest.scim;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a PATCH changes in a group; to be decided without reading its members.
 *
 * @param displayName null: stays
 * @param externalId null: stays; "": is removed
 */
public record GroupDelta(
    @Nullable String displayName, @Nullable String externalId, Members members) {

  /** Nothing at all: no command needs to be sent. */
  public boolean isEmpty() {
    return displayName == null && externalId == null && members.equals(Members.NONE);
  }

  /**
   * How the membership changes. No id is in both sets; of several operations on one id the last one
   * counts.
   */
  public sealed interface Members {

    /** No change. */
    Change NONE = new Change(Set.of(), Set.of());

    /** Some come, some go. */
    record Change(Set<String> add, Set<String> remove) implements Members {
      public Change {
        add = ordered(add);
        remove = ordered(remove);
      }

      public boolean isEmpty() {
        return add.isEmpty() && remove.isEmpty();
      }
    }

    /** Exactly these, perhaps none: a full push. */
    record Exactly(Set<String> members) implements Members {
      public Exactly {
        members = ordered(members);
      }
    }

    /**
     * A remove of {@code members} that names nobody: by the RFC, everybody goes. Set apart because
     * it can be a mistake of the client.
     */
    record Nobody() implements Members {}

    private static Set<String> ordered(Set<String> ids) {
      return Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    }
  }
}
