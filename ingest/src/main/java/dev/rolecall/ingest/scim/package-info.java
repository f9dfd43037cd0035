/**
 * SCIM 2.0 (RFC 7643, RFC 7644) as pure functions: a lenient reader of what identity providers send
 * and a strict writer of answers. Knows nothing of HTTP, Kafka or time. Expected errors leave as
 * {@link dev.rolecall.ingest.scim.ScimException}, nothing else does.
 */
@NullMarked
package dev.rolecall.ingest.scim;

import org.jspecify.annotations.NullMarked;
