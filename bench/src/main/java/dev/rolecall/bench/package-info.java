/** Measurements of the running whole, as ratios to what Kafka alone does in the same run. */
@NullMarked
package dev.rolecall.bench;

import org.jspecify.annotations.NullMarked;
