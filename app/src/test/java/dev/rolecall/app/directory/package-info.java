/** Directories that change while we run. */
@NullMarked
package dev.rolecall.app.directory;

import org.jspecify.annotations.NullMarked;
