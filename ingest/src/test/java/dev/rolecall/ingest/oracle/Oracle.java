package dev.rolecall.ingest.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** An implementation of SCIM that knows nothing of ours. Empty results mean that it refuses. */
interface Oracle {

  /** Whether a user matches a filter. */
  Optional<Boolean> matches(String filter, ObjectNode user);

  /** A user after a PATCH. */
  Optional<ObjectNode> patched(JsonNode body, ObjectNode user);
}
