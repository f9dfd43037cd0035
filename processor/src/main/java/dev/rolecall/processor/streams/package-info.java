/**
 * What the Kafka Streams applications of the processor share: their life, memory and partitioning.
 */
@NullMarked
package dev.rolecall.processor.streams;

import org.jspecify.annotations.NullMarked;
