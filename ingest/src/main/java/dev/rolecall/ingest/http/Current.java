package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The resource as it is now, for one attempt: read when it is asked for, and only once. Most
 * changes of a group never ask.
 */
final class Current<S> {

  private final Resource<S> resource;
  private final Directory directory;
  private final Call call;
  private final String id;
  private final @Nullable CompletableFuture<DirectoryReader> coming;
  private @Nullable DirectoryReader view;

  Current(Resource<S> resource, Directory directory, Call call, String id) {
    this(resource, directory, call, id, null);
  }

  private Current(
      Resource<S> resource,
      Directory directory,
      Call call,
      String id,
      @Nullable CompletableFuture<DirectoryReader> coming) {
    this.resource = resource;
    this.directory = directory;
    this.call = call;
    this.id = id;
    this.coming = coming;
  }

  /**
   * One that does not wait for the view before it writes, only before it answers: the view comes up
   * to date while the command is decided.
   */
  static <S> Current<S> early(Resource<S> resource, Directory directory, Call call, String id) {
    return new Current<>(resource, directory, call, id, directory.comingUpToDate(call));
  }

  boolean isEarly() {
    return coming != null;
  }

  /** The resource as far as it is known without waiting; it may be older than it is now. */
  Optional<S> known() {
    return resource.find(directory.asItIs(), call.directory(), id);
  }

  /** The view, holding every write that was answered before this attempt. */
  DirectoryReader view() {
    DirectoryReader known = view;
    if (known == null) {
      known = coming == null ? directory.upToDate(call) : Directory.await(coming);
      view = known;
    }
    return known;
  }

  /**
   * The resource, when the client's conditions hold for it (RFC 9110 § 13.2.2).
   *
   * @throws ScimException 404, or 412
   */
  S state() {
    S state = existing();
    if (call.ifMatchCondition().filter(each -> !each.matches(version(state))).isPresent()
        || call.ifNoneMatchCondition().filter(each -> each.matches(version(state))).isPresent()) {
      throw new ScimException(ScimError.preconditionFailed());
    }
    return state;
  }

  /** The resource whatever the client's If-None-Match says: for a read, that is no error. */
  S read() {
    S state = existing();
    if (call.ifMatchCondition().filter(each -> !each.matches(version(state))).isPresent()) {
      throw new ScimException(ScimError.preconditionFailed());
    }
    return state;
  }

  /** The state to insist on, when the client has conditions and they hold. */
  Optional<S> insisted() {
    return call.isConditional() ? Optional.of(state()) : Optional.empty();
  }

  private ETag version(S state) {
    return resource.version(state);
  }

  private S existing() {
    return resource
        .find(view(), call.directory(), id)
        .orElseThrow(() -> {
          String kind = resource.kind().name().toLowerCase(Locale.ROOT);
          return new ScimException(ScimError.notFound("There is no such " + kind + "."));
        });
  }
}
