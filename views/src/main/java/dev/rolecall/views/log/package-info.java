/**
 * What all views do alike: follow topics into a SQLite file, and read that file while it changes.
 */
@NullMarked
package dev.rolecall.views.log;

import org.jspecify.annotations.NullMarked;
