package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Condition;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.Patch;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.UserCodec;
import dev.rolecall.ingest.scim.UserPatch;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /Users/{id}} and the creation of users. */
final class Users {

  /**
   * A conflict means that somebody else was faster; five times in a row means something is wrong.
   */
  private static final int MOST_RETRIES = 5;

  private final Directory directory;
  private final Dialects dialects;
  private final Supplier<UUID> ids;

  Users(Directory directory, Dialects dialects, Supplier<UUID> ids) {
    this.directory = directory;
    this.dialects = dialects;
    this.ids = ids;
  }

  Reply create(Call call) {
    Projection projection = call.projection(call.terms().user());
    Reading<User> read = UserCodec.create(call.json(), call.terms().tolerance());
    dialects.spoken(call, read.deviations());
    String id = ids.get().toString();
    Accepted accepted = directory.accepted(call, new CreateUser(id, read.value()));
    UserState user = state(id, accepted, read.value());
    Rendering rendering = new Rendering(call.root());
    return Reply.created(
        projection.apply(rendering.user(user, List.of())),
        rendering.location(ResourceType.USER, id),
        ETag.of(user));
  }

  Reply get(Call call, String id) {
    Projection projection = call.projection(call.terms().user());
    DirectoryReader view = directory.upToDate(call);
    UserState user = existing(view, call, id);
    Optional<Condition> condition = call.ifNoneMatchCondition();
    if (condition.isPresent() && condition.get().matches(ETag.of(user))) {
      return Reply.notModified(ETag.of(user));
    }
    return Reply.ok(render(view, call, user, projection), ETag.of(user));
  }

  Reply replace(Call call, String id) {
    var body = call.json();
    return change(
        call,
        id,
        current -> {
          Reading<User> read = UserCodec.replace(body, current, call.terms().tolerance());
          dialects.spoken(call, read.deviations());
          return read.value();
        });
  }

  Reply patch(Call call, String id) {
    Patch patch = Patch.parse(call.terms().user(), id, call.json(), call.terms().tolerance());
    return change(
        call,
        id,
        current -> {
          UserPatch.PatchedUser patched = UserPatch.apply(patch, current);
          dialects.spoken(call, patched.deviations());
          return patched.user();
        });
  }

  Reply delete(Call call, String id) {
    Optional<Condition> condition = call.ifMatchCondition();
    Long onlyIf = null;
    if (condition.isPresent()) {
      UserState user = existing(directory.upToDate(call), call, id);
      require(condition.get(), user);
      onlyIf = user.getVersion();
    }
    directory.accepted(call, new DeleteUser(id, onlyIf));
    return Reply.noContent();
  }

  /**
   * Reads, computes, writes, and does so again when somebody else wrote in between; unless the
   * client said which version it means.
   */
  private Reply change(Call call, String id, Function<User, User> change) {
    Projection projection = call.projection(call.terms().user());
    Optional<Condition> condition = call.ifMatchCondition();
    for (int attempt = 0; attempt <= MOST_RETRIES; attempt++) {
      DirectoryReader view = directory.upToDate(call);
      UserState current = existing(view, call, id);
      condition.ifPresent(each -> require(each, current));
      User wanted = change.apply(current.getUser());
      if (wanted.equals(current.getUser())) {
        return Reply.ok(render(view, call, current, projection), ETag.of(current));
      }
      Decision decision = directory.decide(call, new ReplaceUser(id, current.getVersion(), wanted));
      switch (decision) {
        case Decision.Taken(Accepted accepted) -> {
          UserState written = state(id, accepted, wanted);
          return Reply.ok(render(view, call, written, projection), ETag.of(written));
        }
        case Decision.Outdated() -> {
          if (condition.isPresent()) {
            throw new ScimException(ScimError.preconditionFailed());
          }
        }
      }
    }
    throw Directory.unavailable("Nothing was changed: others keep changing this user.");
  }

  static ObjectNode render(DirectoryReader view, Call call, UserState user, Projection projection) {
    List<Rendering.Link> groups =
        projection.includes("groups")
            ? view.groupsOf(call.directory(), user.getId()).stream()
                .map(each -> each.group())
                .map(group -> new Rendering.Link(group.getId(), group.getDisplayName()))
                .toList()
            : List.of();
    return projection.apply(new Rendering(call.root()).user(user, groups));
  }

  private static UserState existing(DirectoryReader view, Call call, String id) {
    return view.user(call.directory(), id)
        .orElseThrow(() -> new ScimException(ScimError.notFound("There is no such user.")));
  }

  private static void require(Condition condition, UserState user) {
    if (!condition.matches(ETag.of(user))) {
      throw new ScimException(ScimError.preconditionFailed());
    }
  }

  private static UserState state(String id, Accepted accepted, User user) {
    return new UserState(
        id, accepted.getVersion(), accepted.getCreated(), accepted.getLastModified(), user);
  }
}
