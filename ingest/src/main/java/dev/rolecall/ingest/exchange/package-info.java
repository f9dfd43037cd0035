/** One command goes out, its outcome comes back. Knows Kafka, nothing of HTTP. */
@NullMarked
package dev.rolecall.ingest.exchange;

import org.jspecify.annotations.NullMarked;
