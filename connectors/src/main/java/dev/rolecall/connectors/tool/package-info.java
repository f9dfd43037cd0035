/**
 * What the author of a connector reads and writes. A connector knows one tool's API; it knows
 * nothing of Kafka, of retries, of other people's work, or of rules.
 */
@NullMarked
package dev.rolecall.connectors.tool;

import org.jspecify.annotations.NullMarked;
