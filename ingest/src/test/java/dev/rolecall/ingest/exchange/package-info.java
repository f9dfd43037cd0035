/** The exchange and the view against a real broker. */
@NullMarked
package dev.rolecall.ingest.exchange;

import org.jspecify.annotations.NullMarked;
