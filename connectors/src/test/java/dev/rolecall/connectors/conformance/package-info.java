/** Conversations held against the vendors' published descriptions of their APIs. */
@org.jspecify.annotations.NullMarked
package dev.rolecall.connectors.conformance;
