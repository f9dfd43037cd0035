package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Condition;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.Terms;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What happens to a resource of any kind: conditions, reading, writing, writing again when somebody
 * else was faster, and the answer.
 */
final class Frame<S> {

  /**
   * A conflict means that somebody else was faster; five times in a row means something is wrong.
   */
  private static final int MOST_RETRIES = 5;

  private final Resource<S> resource;
  private final Directory directory;
  private final Supplier<UUID> ids;

  Frame(Resource<S> resource, Directory directory, Supplier<UUID> ids) {
    this.resource = resource;
    this.directory = directory;
    this.ids = ids;
  }

  Reply create(Call call) {
    String id = ids.get().toString();
    Effect.Done done = resource.create(call, id, projection(call));
    return Reply.created(done.body().get(), location(call, id), done.version());
  }

  Reply get(Call call, String id) {
    Projection projection = projection(call);
    Current<S> current = current(call, id);
    S state = current.read();
    ETag version = resource.version(state);
    Optional<Condition> known = call.ifNoneMatchCondition();
    if (known.isPresent() && known.get().matches(version)) {
      return Reply.notModified(version);
    }
    ObjectNode body = resource.render(current.view(), call, state, projection);
    return Reply.ok(body, location(call, id), version);
  }

  Reply replace(Call call, String id) {
    Projection projection = projection(call);
    return change(call, id, resource.replace(call, id, projection), projection, true);
  }

  Reply patch(Call call, String id) {
    boolean isAsked = call.parameter("attributes").isPresent();
    Terms.Echo echo = isAsked ? Terms.Echo.WHOLE : resource.echo(call.terms());
    Projection projection = echo == Terms.Echo.BRIEF ? brief(call) : projection(call);
    Resource.Change<S> change = resource.patch(call, id, projection);
    return change(call, id, change, projection, echo != Terms.Echo.NOTHING);
  }

  Reply delete(Call call, String id) {
    written(call, id, resource.delete(call, id));
    return Reply.noContent();
  }

  private Reply change(
      Call call, String id, Resource.Change<S> change, Projection projection, boolean isEchoed) {
    Written<S> written = written(call, id, change);
    ETag version;
    Supplier<ObjectNode> body;
    switch (written.effect()) {
      case Effect.Done done -> {
        version = done.version();
        body = done.body();
      }
      case Effect.Unchanged unchanged -> {
        S state = written.current().state();
        version = resource.version(state);
        body = () -> resource.render(written.current().view(), call, state, projection);
      }
      case Effect.Gone gone -> throw new IllegalStateException("a change deletes nothing");
      case Effect.Outdated outdated -> throw new IllegalStateException("tried again until done");
    }
    String location = location(call, id);
    return isEchoed ? Reply.ok(body.get(), location, version) : Reply.noContent(location, version);
  }

  private record Written<S>(Effect effect, Current<S> current) {}

  /** Conditions are looked at anew in each attempt, so a client that has one learns of a 412. */
  private Written<S> written(Call call, String id, Resource.Change<S> change) {
    boolean canBeEarly = resource.isBasedOnVersions() && !call.isConditional();
    for (int attempt = 0; attempt <= MOST_RETRIES; attempt++) {
      Current<S> current =
          canBeEarly && attempt == 0
              ? Current.early(resource, directory, call, id)
              : current(call, id);
      Effect effect = change.make(current);
      if (!(effect instanceof Effect.Outdated)) {
        return new Written<>(effect, current);
      }
    }
    throw Directory.unavailable("Nothing was changed: others keep changing this resource.");
  }

  private Current<S> current(Call call, String id) {
    return new Current<>(resource, directory, call, id);
  }

  private Projection projection(Call call) {
    return call.projection(resource.kind().type(call.terms()));
  }

  private Projection brief(Call call) {
    return Projection.of(
        resource.kind().type(call.terms()),
        null,
        call.parameter("excludedAttributes").map(names -> names + ",members").orElse("members"));
  }

  private String location(Call call, String id) {
    return new Rendering(call.root()).location(resource.kind().type(call.terms()), id);
  }
}
