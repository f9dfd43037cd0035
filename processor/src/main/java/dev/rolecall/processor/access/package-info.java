/**
 * The access stage: people and the policy become proposals of access in each tool. Account rules,
 * subjects, proposals and controls are pure; the rest is their Kafka Streams shell.
 */
@NullMarked
package dev.rolecall.processor.access;

import org.jspecify.annotations.NullMarked;
