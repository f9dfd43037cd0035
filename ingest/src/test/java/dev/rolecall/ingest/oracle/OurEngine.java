package dev.rolecall.ingest.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.Patch;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.Tolerance;
import dev.rolecall.ingest.scim.UserCodec;
import dev.rolecall.ingest.scim.UserPatch;
import java.util.Optional;

/** Ours, in the same form. */
final class OurEngine implements Oracle {

  @Override
  public Optional<Boolean> matches(String filter, ObjectNode user) {
    try {
      return Optional.of(Filter.parse(ResourceType.USER, filter).matches(user));
    } catch (ScimException refused) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<ObjectNode> patched(JsonNode body, ObjectNode user) {
    try {
      Patch patch =
          Patch.parse(ResourceType.USER, user.path("id").asText(), body, Tolerance.STRICT);
      var current = UserCodec.create(user, Tolerance.LENIENT).value();
      return Optional.of(UserCodec.toJson(UserPatch.apply(patch, current).user()));
    } catch (ScimException refused) {
      return Optional.empty();
    }
  }
}
