/** Our engine against two others, where all three follow the RFCs. */
@NullMarked
package dev.rolecall.ingest.oracle;

import org.jspecify.annotations.NullMarked;
