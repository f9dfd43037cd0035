/** Tells people, where they read, that something waits for their decision. */
@NullMarked
package dev.rolecall.console.notices;

import org.jspecify.annotations.NullMarked;
