package dev.rolecall.ingest.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.FilterEvaluator;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.Optional;

/** Ping Identity's SCIM 2 SDK: works on trees without schemas. */
final class PingOracle implements Oracle {

  @Override
  public Optional<Boolean> matches(String filter, ObjectNode user) {
    try {
      return Optional.of(FilterEvaluator.evaluate(Filter.fromString(filter), user));
    } catch (ScimException refused) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<ObjectNode> patched(JsonNode body, ObjectNode user) {
    GenericScimResource resource = new GenericScimResource(user.deepCopy());
    try {
      PatchRequest request =
          JsonUtils.getObjectReader().forType(PatchRequest.class).readValue(body.toString());
      return Optional.of(request.apply(resource).getObjectNode());
    } catch (ScimException | JsonProcessingException refused) {
      return Optional.empty();
    }
  }
}
