package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;

/** A user or a group, in a list that may hold both. */
public sealed interface Found {

  record OfUser(UserState state) implements Found {}

  record OfGroup(GroupState state) implements Found {}
}
