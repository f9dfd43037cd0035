package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.Patch;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.ingest.scim.UserCodec;
import dev.rolecall.ingest.scim.UserPatch;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.CreateUser;
import dev.rolecall.schemas.avro.DeleteUser;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Users: each change is computed from the newest state and travels as a whole. */
final class Users implements Resource<UserState> {

  private final Directory directory;
  private final Dialects dialects;
  private final OwnWrites own = new OwnWrites();

  Users(Directory directory, Dialects dialects) {
    this.directory = directory;
    this.dialects = dialects;
  }

  @Override
  public Target.Kind kind() {
    return Target.Kind.USER;
  }

  @Override
  public Optional<UserState> find(DirectoryReader view, String directory, String id) {
    return view.user(directory, id);
  }

  @Override
  public boolean isBasedOnVersions() {
    return true;
  }

  @Override
  public ETag version(UserState state) {
    return ETag.of(state);
  }

  @Override
  public Terms.Echo echo(Terms terms) {
    return terms.patchedUser();
  }

  @Override
  public Effect.Done create(Call call, String id, Projection projection) {
    Reading<User> read =
        UserCodec.create(call.json(), call.terms().user(), call.terms().tolerance());
    dialects.spoken(call, read.deviations());
    Accepted accepted = directory.accepted(call, new CreateUser(id, read.value()));
    UserState user = state(id, accepted, read.value());
    Rendering rendering = new Rendering(call.root());
    return new Effect.Done(ETag.of(user), () -> projection.apply(rendering.user(user, List.of())));
  }

  @Override
  public Change<UserState> replace(Call call, String id, Projection projection) {
    JsonNode body = call.json();
    Consumer<Collection<Deviation>> spoken = dialects.once(call);
    return current ->
        change(
            call,
            current,
            projection,
            spoken,
            before ->
                UserCodec.replace(body, before, call.terms().user(), call.terms().tolerance()));
  }

  @Override
  public Change<UserState> patch(Call call, String id, Projection projection) {
    Patch patch = Patch.parse(call.terms().user(), id, call.json(), call.terms().tolerance());
    Consumer<Collection<Deviation>> spoken = dialects.once(call);
    return current ->
        change(
            call,
            current,
            projection,
            spoken,
            before -> {
              UserPatch.PatchedUser patched = UserPatch.apply(patch, before);
              return new Reading<>(patched.user(), patched.deviations());
            });
  }

  @Override
  public Change<UserState> delete(Call call, String id) {
    return current -> {
      Long onlyIf = current.insisted().map(UserState::getVersion).orElse(null);
      return switch (directory.decide(call, new DeleteUser(id, onlyIf))) {
        case Decision.Taken taken -> new Effect.Gone();
        case Decision.Outdated outdated -> new Effect.Outdated();
      };
    };
  }

  @Override
  public ObjectNode render(DirectoryReader view, Call call, UserState user, Projection projection) {
    return new Rendered(call).user(view, user, projection);
  }

  private Effect change(
      Call call,
      Current<UserState> current,
      Projection projection,
      Consumer<Collection<Deviation>> spoken,
      Function<User, Reading<User>> change) {
    if (current.isEarly()) {
      return early(call, current, projection, spoken, change);
    }
    UserState before = current.state();
    Reading<User> wanted = change.apply(before.getUser());
    spoken.accept(wanted.deviations());
    return wanted.value().equals(before.getUser())
        ? new Effect.Unchanged()
        : replaced(call, current, before, wanted.value(), projection);
  }

  /**
   * From what is known here already. Whoever did so from an old state is refused by its version;
   * and whatever else an old state would be wrong about is left to an attempt that reads the
   * newest.
   */
  private Effect early(
      Call call,
      Current<UserState> current,
      Projection projection,
      Consumer<Collection<Deviation>> spoken,
      Function<User, Reading<User>> change) {
    Optional<UserState> known =
        current.known().filter(state -> !own.isNewer(call.directory(), state));
    if (known.isEmpty()) {
      return new Effect.Outdated();
    }
    UserState before = known.get();
    Reading<User> wanted;
    try {
      wanted = change.apply(before.getUser());
    } catch (ScimException perhapsOnlyOfAnOldState) {
      return new Effect.Outdated();
    }
    spoken.accept(wanted.deviations());
    return wanted.value().equals(before.getUser())
        ? new Effect.Outdated()
        : replaced(call, current, before, wanted.value(), projection);
  }

  private Effect replaced(
      Call call, Current<UserState> current, UserState before, User wanted, Projection projection) {
    var command = new ReplaceUser(before.getId(), before.getVersion(), wanted);
    return switch (directory.decide(call, command)) {
      case Decision.Taken(Accepted accepted) -> {
        UserState after = state(before.getId(), accepted, wanted);
        own.wrote(call.directory(), after);
        yield new Effect.Done(
            ETag.of(after), () -> new Rendered(call).user(current.view(), after, projection));
      }
      case Decision.Outdated() -> new Effect.Outdated();
    };
  }

  private static UserState state(String id, Accepted accepted, User user) {
    return new UserState(
        id, accepted.getVersion(), accepted.getCreated(), accepted.getLastModified(), user);
  }
}
