package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.ETag;
import java.util.function.Supplier;

/** What came of an attempt to write. */
sealed interface Effect {

  /** The resource already was as wanted: no command was sent. */
  record Unchanged() implements Effect {}

  /**
   * It is durable.
   *
   * @param version it has now
   * @param body the resource as the client wants to see it; made only when it is answered
   */
  record Done(ETag version, Supplier<ObjectNode> body) implements Effect {}

  /** The resource is no more. */
  record Gone() implements Effect {}

  /** Somebody else was faster: nothing was changed. */
  record Outdated() implements Effect {}
}
