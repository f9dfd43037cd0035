package dev.rolecall.ingest.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.captaingoldfish.scim.sdk.common.constants.HttpHeader;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.exceptions.ScimException;
import de.captaingoldfish.scim.sdk.common.resources.ServiceProvider;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.FilterConfig;
import de.captaingoldfish.scim.sdk.common.resources.complex.PatchConfig;
import de.captaingoldfish.scim.sdk.common.response.ScimResponse;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceEndpoint;
import de.captaingoldfish.scim.sdk.server.endpoints.base.UserEndpointDefinition;
import de.captaingoldfish.scim.sdk.server.filter.resources.FilterResourceResolver;
import de.captaingoldfish.scim.sdk.server.schemas.ResourceType;
import de.captaingoldfish.scim.sdk.server.utils.RequestUtils;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SCIM-SDK: works on schemas; its own endpoint is asked, as a client would, but without HTTP. */
final class SdkOracle implements Oracle {

  private static final String BASE = "https://localhost/scim/v2/Users/";

  private final OneUser users = new OneUser();
  private final ServiceProvider service =
      ServiceProvider.builder()
          .filterConfig(FilterConfig.builder().supported(true).maxResults(1).build())
          .patchConfig(PatchConfig.builder().supported(true).build())
          .build();
  private final ResourceEndpoint endpoint =
      new ResourceEndpoint(service, new UserEndpointDefinition(users));
  private final ResourceType type = users.getResourceType();

  @Override
  public Optional<Boolean> matches(String filter, ObjectNode user) {
    try {
      var parsed = RequestUtils.parseFilter(type, filter);
      var found = FilterResourceResolver.filterResources(service, List.of(resource(user)), parsed);
      return Optional.of(!found.isEmpty());
    } catch (ScimException refused) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<ObjectNode> patched(JsonNode body, ObjectNode user) {
    users.hold(resource(user));
    ScimResponse response =
        endpoint.handleRequest(
            BASE + user.path("id").asText(),
            HttpMethod.PATCH,
            body.toString(),
            Map.of(HttpHeader.CONTENT_TYPE_HEADER, HttpHeader.SCIM_CONTENT_TYPE),
            new Context(null));
    return response.getHttpStatus() < 400 ? Optional.of(users.held()) : Optional.empty();
  }

  private static User resource(ObjectNode user) {
    return JsonHelper.copyResourceToObject(user.deepCopy(), User.class);
  }
}
