package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.buildkite.GraphqlDocument.Field;
import dev.rolecall.sandbox.buildkite.GraphqlDocument.Operation;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The GraphQL API: members, API access tokens and SSO providers of the organization, and taking the
 * organization from a token. Its errors come with status 200. Source: the published schema.
 */
final class GraphqlApi {
  private final World world;
  private final GraphqlTypes types;

  private GraphqlApi(World world) {
    this.world = world;
    this.types = new GraphqlTypes(world);
  }

  static void register(Routes routes, Guard guard, World world) {
    routes.on("POST", "/v1", guard.token(new GraphqlApi(world)::answer));
  }

  private Answer answer(Call call, Token token) {
    if (!token.scopes.contains("graphql")) {
      return errors(403, "This API Access Token isn't allowed to use the GraphQL API");
    }
    try {
      JsonNode request = Json.read(call.body());
      Operation operation =
          GraphqlDocument.parse(request.path("query").asText(""), request.path("variables"));
      Map<String, @Nullable Object> root = operation.mutation() ? mutations(token) : queries(token);
      return Answer.json(200, Json.object("data", project(root, operation.selection())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return errors(200, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, @Nullable Object> queries(Token token) {
    return Json.object(
        "__typename",
        "Query",
        "organization",
        (GraphqlTypes.Resolver) field -> organization(field, token));
  }

  private @Nullable Object organization(Field field, Token token) {
    return world.seed.organization().equals(field.text("slug"))
            && types.reachesTheOrganization(token)
        ? types.organization()
        : null;
  }

  private Map<String, @Nullable Object> mutations(Token token) {
    return Json.object(
        "__typename",
        "Mutation",
        "organizationApiAccessTokenRevoke",
        (GraphqlTypes.Resolver) field -> revoke(field, token));
  }

  private Object revoke(Field field, Token token) {
    Membership viewer = world.members.get(token.owner.uuid);
    if (viewer == null || !viewer.isAdmin()) {
      throw new IllegalArgumentException("You don't have permission to revoke API access tokens");
    }
    if (!(field.arguments().get("input") instanceof Map<?, ?> input)
        || !types.organizationId().equals(input.get("organizationId"))) {
      throw new IllegalArgumentException("No organization found");
    }
    Token found =
        world.tokens.values().stream()
            .filter(types::reachesTheOrganization)
            .filter(one -> GraphqlTypes.tokenId(one).equals(input.get("apiAccessTokenId")))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No API access token found"));
    found.removedFromOrganization = true;
    return Json.object(
        "__typename",
        "OrganizationAPIAccessTokenRevokeMutationPayload",
        "clientMutationId",
        null,
        "revokedApiAccessTokenId",
        GraphqlTypes.tokenId(found));
  }

  private static Map<String, @Nullable Object> project(Map<?, ?> object, List<Field> selection) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    for (Field field : selection) {
      if (field.on() != null) {
        if (field.on().equals(object.get("__typename"))) {
          shown.putAll(project(object, field.selection()));
        }
      } else {
        shown.put(field.key(), value(object, field));
      }
    }
    return shown;
  }

  private static @Nullable Object value(Map<?, ?> object, Field field) {
    if (!object.containsKey(field.name())) {
      throw new IllegalArgumentException(
          "Field '"
              + field.name()
              + "' doesn't exist on type '"
              + object.get("__typename")
              + "', or the simulator does not have it");
    }
    Object value = object.get(field.name());
    return shown(
        value instanceof GraphqlTypes.Resolver resolver ? resolver.of(field) : value, field);
  }

  private static @Nullable Object shown(@Nullable Object value, Field field) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> object -> project(object, field.selection());
      case List<?> list -> list.stream().map(one -> shown(one, field)).toList();
      case Object scalar -> scalar;
    };
  }

  private static Answer errors(int status, String message) {
    return Answer.json(
        status, Json.object("data", null, "errors", List.of(Json.object("message", message))));
  }
}
