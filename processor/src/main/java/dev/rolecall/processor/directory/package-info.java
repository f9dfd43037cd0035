/** The stage that is the single writer of a directory: a thin Kafka Streams shell around decide. */
@NullMarked
package dev.rolecall.processor.directory;

import org.jspecify.annotations.NullMarked;
