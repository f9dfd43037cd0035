/** The one catalogue of topics, and how their values are written and read. */
@NullMarked
package dev.rolecall.schemas;

import org.jspecify.annotations.NullMarked;
