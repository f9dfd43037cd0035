package dev.rolecall.ingest.oracle;

import static java.util.Objects.requireNonNull;

import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.schemas.SchemaAttribute;
import de.captaingoldfish.scim.sdk.common.utils.JsonHelper;
import de.captaingoldfish.scim.sdk.server.endpoints.Context;
import de.captaingoldfish.scim.sdk.server.endpoints.ResourceHandler;
import de.captaingoldfish.scim.sdk.server.filter.FilterNode;
import de.captaingoldfish.scim.sdk.server.response.PartialListResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What SCIM-SDK asks for the user to change, and tells the changed one. */
final class OneUser extends ResourceHandler<User> {

  private @Nullable User user;

  void hold(User held) {
    user = held;
  }

  User held() {
    return requireNonNull(user);
  }

  @Override
  public User getResource(
      String id,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    return JsonHelper.copyResourceToObject(held().deepCopy(), User.class);
  }

  @Override
  public User updateResource(User changed, Context context) {
    user = changed;
    return changed;
  }

  @Override
  public User createResource(User created, Context context) {
    throw new UnsupportedOperationException("never asked");
  }

  @Override
  public PartialListResponse<User> listResources(
      long startIndex,
      int count,
      FilterNode filter,
      SchemaAttribute sortBy,
      SortOrder sortOrder,
      List<SchemaAttribute> attributes,
      List<SchemaAttribute> excludedAttributes,
      Context context) {
    throw new UnsupportedOperationException("never asked");
  }

  @Override
  public void deleteResource(String id, Context context) {
    throw new UnsupportedOperationException("never asked");
  }
}
