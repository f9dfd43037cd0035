/**
 * The {@code rolecall} command: everything in one process with an embedded broker, and each service
 * alone.
 */
@NullMarked
package dev.rolecall.app;

import org.jspecify.annotations.NullMarked;
