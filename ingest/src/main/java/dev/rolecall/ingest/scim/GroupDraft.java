package dev.rolecall.ingest.scim;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole group as POST and PUT send it.
 *
 * @param members ids in the order in which they came; null: the body says nothing of members
 */
public record GroupDraft(
    String displayName, @Nullable String externalId, @Nullable Set<String> members) {

  public GroupDraft {
    members = members == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(members));
  }
}
