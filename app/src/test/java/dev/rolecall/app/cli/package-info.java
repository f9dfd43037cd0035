/** Operators' commands. */
@NullMarked
package dev.rolecall.app.cli;

import org.jspecify.annotations.NullMarked;
