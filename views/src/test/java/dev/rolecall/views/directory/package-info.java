/** The view, fed with entries as they come from the log. */
@NullMarked
package dev.rolecall.views.directory;

import org.jspecify.annotations.NullMarked;
