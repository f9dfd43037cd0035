/**
 * The directory as a local SQLite file, fed from the directory log; what SCIM and operators read.
 */
@NullMarked
package dev.rolecall.views.directory;

import org.jspecify.annotations.NullMarked;
