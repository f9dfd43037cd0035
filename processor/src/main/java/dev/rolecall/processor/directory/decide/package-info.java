/**
 * What becomes of a command: pure functions from a command and the state of its directory to facts,
 * people, audit entries and an outcome. No Kafka, no clock, no I/O.
 */
@NullMarked
package dev.rolecall.processor.directory.decide;

import org.jspecify.annotations.NullMarked;
