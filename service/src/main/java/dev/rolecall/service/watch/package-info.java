/** What every service shows of itself to whoever watches it: health and metrics over HTTP. */
@NullMarked
package dev.rolecall.service.watch;

import org.jspecify.annotations.NullMarked;
