/** The directories of the configuration, read again while we run. */
@NullMarked
package dev.rolecall.app.directory;

import org.jspecify.annotations.NullMarked;
