/** SCIM 2.0 over HTTP: authenticates, reads, asks the directory, answers. */
@NullMarked
package dev.rolecall.ingest.http;

import org.jspecify.annotations.NullMarked;
