package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.Discovery;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.views.log.ViewBehindException;
import dev.rolecall.views.log.ViewBusyException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** One request, one answer: which endpoint it is for, and how expected errors are answered. */
final class Endpoints {

  private final Users users;
  private final Groups groups;
  private final Search search;

  Endpoints(Directory directory, Dialects dialects, Supplier<UUID> ids) {
    this.users = new Users(directory, dialects, ids);
    this.groups = new Groups(directory, dialects, ids);
    this.search = new Search(directory, dialects);
  }

  /** Answers; what is not an expected error is thrown. */
  Reply answer(Call call) {
    try {
      return endpoint(call);
    } catch (ScimException e) {
      return Reply.error(e.error());
    } catch (ViewBehindException e) {
      return Reply.error(ScimError.unavailable("The newest state cannot be read now."));
    } catch (ViewBusyException e) {
      return Reply.error(ScimError.unavailable("Too busy: " + e.getMessage() + "."));
    }
  }

  private Reply endpoint(Call call) {
    return switch (call.target()) {
      case Target.All(ResourceType type) -> all(call, type);
      case Target.One(ResourceType type, String id) -> one(call, type, id);
      case Target.ServiceProviderConfig() ->
          document(call, Optional.of(discovery(call).serviceProviderConfig()));
      case Target.ResourceTypes(Optional<String> name) ->
          document(
              call,
              name.isPresent()
                  ? discovery(call).resourceType(name.get())
                  : Optional.of(discovery(call).resourceTypes()));
      case Target.Schemas(Optional<String> urn) ->
          document(
              call,
              urn.isPresent()
                  ? discovery(call).schema(urn.get())
                  : Optional.of(discovery(call).schemas()));
      case Target.NotOffered() ->
          Reply.error(ScimError.notImplemented("This part of SCIM is not offered."));
      case Target.Nothing() -> Reply.error(ScimError.notFound("There is no such endpoint."));
    };
  }

  private Reply all(Call call, ResourceType type) {
    boolean isUser = type.name().equals(ResourceType.USER.name());
    return switch (call.method()) {
      case "GET" -> isUser ? search.users(call) : search.groups(call);
      case "POST" -> isUser ? users.create(call) : groups.create(call);
      default -> Reply.error(ScimError.methodNotAllowed());
    };
  }

  private Reply one(Call call, ResourceType type, String id) {
    boolean isUser = type.name().equals(ResourceType.USER.name());
    return switch (call.method()) {
      case "GET" -> isUser ? users.get(call, id) : groups.get(call, id);
      case "PUT" -> isUser ? users.replace(call, id) : groups.replace(call, id);
      case "PATCH" -> isUser ? users.patch(call, id) : groups.patch(call, id);
      case "DELETE" -> isUser ? users.delete(call, id) : groups.delete(call, id);
      default -> Reply.error(ScimError.methodNotAllowed());
    };
  }

  private static Reply document(Call call, Optional<? extends JsonNode> document) {
    if (!call.method().equals("GET")) {
      return Reply.error(ScimError.methodNotAllowed());
    }
    if (call.parameter("filter").isPresent()) {
      return Reply.error(ScimError.forbidden("What describes the service cannot be filtered."));
    }
    return document
        .map(each -> Reply.ok(each))
        .orElseGet(() -> Reply.error(ScimError.notFound("There is no such document.")));
  }

  private static Discovery discovery(Call call) {
    return new Discovery(call.root());
  }
}
