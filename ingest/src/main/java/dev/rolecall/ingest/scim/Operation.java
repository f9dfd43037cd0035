package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/** One normalised step of a PATCH: the attribute is looked up, the value has its type. */
sealed interface Operation {

  /** Unites with what is there. */
  record Add(Path.Target target, JsonNode value) implements Operation {}

  /** Takes the place of what is there; parts of a complex attribute that are not named stay. */
  record Replace(Path.Target target, JsonNode value) implements Operation {}

  /** Unassigns. */
  record Clear(Path.Target target) implements Operation {}

  /** Removes the listed elements and no others. */
  record RemoveValues(Path.Target target, ArrayNode values) implements Operation {}

  /** Unassigns everything of one extension. */
  record DropExtension(Schema schema) implements Operation {}
}
