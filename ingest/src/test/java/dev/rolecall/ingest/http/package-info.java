/** SCIM over real HTTP, with a directory in memory behind it. */
@NullMarked
package dev.rolecall.ingest.http;

import org.jspecify.annotations.NullMarked;
