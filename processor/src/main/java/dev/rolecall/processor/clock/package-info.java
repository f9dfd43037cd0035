/**
 * Whether this machine's clock and the broker's agree, measured by appending to a topic of its own.
 */
@NullMarked
package dev.rolecall.processor.clock;

import org.jspecify.annotations.NullMarked;
