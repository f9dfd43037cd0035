package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.Condition;
import dev.rolecall.ingest.scim.Discovery;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.SearchRequest;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** One request, one answer: which endpoint it is for, and whether that has such a method. */
final class Endpoints {

  private final Frame<UserState> users;
  private final Frame<GroupState> groups;
  private final Search search;
  private final Bulk bulk;
  private final Dialects dialects;

  Endpoints(
      Directory directory,
      Dialects dialects,
      Supplier<UUID> ids,
      InstantSource clock,
      Turns turns) {
    this.users = new Frame<>(new Users(directory, dialects), directory, ids);
    this.groups =
        new Frame<>(
            new Groups(directory, dialects, ids, new Batches(directory, clock)), directory, ids);
    this.search = new Search(directory, dialects, ids);
    this.bulk = new Bulk(dialects, clock, turns);
    this.dialects = dialects;
  }

  /**
   * Answers, or throws a SCIM error.
   *
   * @param operations answers the operations of a bulk request
   */
  Reply answer(Call call, Function<Call, Reply> operations) {
    dialects.spoken(call, call.deviations());
    Set<String> methods = call.target().methods();
    if (!methods.isEmpty() && !methods.contains(call.method())) {
      return Reply.methodNotAllowed(methods);
    }
    if (call.method().equals("OPTIONS") && !methods.isEmpty()) {
      return Reply.options(methods);
    }
    return endpoint(call, operations);
  }

  private Reply endpoint(Call call, Function<Call, Reply> operations) {
    return switch (call.target()) {
      case Target.All(Target.Kind kind) ->
          call.method().equals("POST") ? frame(kind).create(call) : list(kind, call);
      case Target.One(Target.Kind kind, String id) -> one(call, frame(kind), id);
      case Target.Root() -> search.all(call);
      case Target.Search(Optional<Target.Kind> kind) -> searched(call, kind);
      case Target.Bulk() -> bulk.answer(call, operations);
      case Target.Me() ->
          Reply.error(
              ScimError.notImplemented("/Me is not offered: a token is nobody of the directory."));
      case Target.Nothing() -> Reply.error(ScimError.notFound("There is no such endpoint."));
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
    };
  }

  private Frame<?> frame(Target.Kind kind) {
    return switch (kind) {
      case USER -> users;
      case GROUP -> groups;
    };
  }

  private static Reply one(Call call, Frame<?> frame, String id) {
    return switch (call.method()) {
      case "GET", "HEAD" -> frame.get(call, id);
      case "PUT" -> frame.replace(call, id);
      case "PATCH" -> frame.patch(call, id);
      case "DELETE" -> frame.delete(call, id);
      default -> Reply.methodNotAllowed(call.target().methods());
    };
  }

  private Reply list(Target.Kind kind, Call call) {
    return switch (kind) {
      case USER -> search.users(call);
      case GROUP -> search.groups(call);
    };
  }

  private Reply searched(Call call, Optional<Target.Kind> kind) {
    Reading<Map<String, String>> read = SearchRequest.read(call.json());
    dialects.spoken(call, read.deviations());
    Call asked = call.asked(read.value());
    return kind.isPresent() ? list(kind.get(), asked) : search.all(asked);
  }

  private static Reply document(Call call, Optional<? extends JsonNode> document) {
    if (call.parameter("filter").isPresent()) {
      return Reply.error(ScimError.forbidden("What describes the service cannot be filtered."));
    }
    if (document.isEmpty()) {
      return Reply.error(ScimError.notFound("There is no such document."));
    }
    ETag version = ETag.ofText(document.get().toString());
    Optional<Condition> known = call.ifNoneMatchCondition();
    return known.isPresent() && known.get().matches(version)
        ? Reply.notModified(version)
        : Reply.ok(document.get(), version);
  }

  private static Discovery discovery(Call call) {
    return new Discovery(call.root(), List.of(call.terms().user(), call.terms().group()));
  }
}
