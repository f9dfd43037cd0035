/**
 * The guard: one task per tool, last writer of a tool's access and of control. It gives versions
 * and owns the claims on accounts. {@code Guard.decide} is pure; the rest is its Kafka Streams
 * shell.
 */
@NullMarked
package dev.rolecall.processor.guard;

import org.jspecify.annotations.NullMarked;
