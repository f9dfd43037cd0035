/**
 * The one HTTP client of all connectors. It makes one call and says what came back, as a value; it
 * does not retry, does not follow redirects and never shows a body or a token to anybody.
 */
@NullMarked
package dev.rolecall.connectors.http;

import org.jspecify.annotations.NullMarked;
