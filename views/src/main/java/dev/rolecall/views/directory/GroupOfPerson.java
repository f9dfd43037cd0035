package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.GroupState;
import java.time.Instant;

/**
 * A group with the time since when a person has been its member.
 *
 * @param group as it is now
 * @param since when the membership began
 */
public record GroupOfPerson(GroupState group, Instant since) {}
