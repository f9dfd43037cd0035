package dev.rolecall.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A group that a person is in.
 *
 * @param since when the person joined it
 */
public record GroupMembership(String id, String name, @Nullable String externalId, Instant since) {}
