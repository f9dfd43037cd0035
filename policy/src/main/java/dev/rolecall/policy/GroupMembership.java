package dev.rolecall.policy;

import dev.rolecall.policy.selector.NamedGroup;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group that a person is in.
 *
 * @param since when the person joined it
 * @param path through which groups: the one they are a direct member of, then each that it is
 *     nested in; empty: a direct member
 */
public record GroupMembership(
    String id, String name, @Nullable String externalId, Instant since, List<GroupMembership> path)
    implements NamedGroup {

  public GroupMembership {
    path = List.copyOf(path);
  }

  /** A direct membership. */
  public GroupMembership(String id, String name, @Nullable String externalId, Instant since) {
    this(id, name, externalId, since, List.of());
  }
}
