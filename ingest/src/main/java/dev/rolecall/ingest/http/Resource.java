package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.ETag;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.views.directory.DirectoryReader;
import java.util.Optional;

/** What users and groups do each in their own way; {@link Frame} is what they do alike. */
interface Resource<S> {

  /** One attempt to change a resource. */
  @FunctionalInterface
  interface Change<S> {
    Effect make(Current<S> current);
  }

  Target.Kind kind();

  /**
   * Whether each command of a change carries the version of the whole state it was computed from:
   * then a state that is not the newest does no harm.
   */
  boolean isBasedOnVersions();

  Optional<S> find(DirectoryReader view, String directory, String id);

  ETag version(S state);

  ObjectNode render(DirectoryReader view, Call call, S state, Projection projection);

  /** What answers a PATCH. */
  Terms.Echo echo(Terms terms);

  Effect.Done create(Call call, String id, Projection projection);

  /** Reads the body once; the change can be attempted again and again. */
  Change<S> replace(Call call, String id, Projection projection);

  /** Reads the body once; the change can be attempted again and again. */
  Change<S> patch(Call call, String id, Projection projection);

  Change<S> delete(Call call, String id);
}
