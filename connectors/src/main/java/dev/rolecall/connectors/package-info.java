/** Which kinds of tool there are. */
@NullMarked
package dev.rolecall.connectors;

import org.jspecify.annotations.NullMarked;
