/** Operators' commands: thin clients of the console's API, and what needs no service at all. */
@NullMarked
package dev.rolecall.app.cli;

import org.jspecify.annotations.NullMarked;
