/** The door without a server, and its keys from real ones. */
@NullMarked
package dev.rolecall.ingest.door;

import org.jspecify.annotations.NullMarked;
