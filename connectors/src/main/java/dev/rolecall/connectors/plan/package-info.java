/**
 * What to do in a tool for one person: a function of what should be, what is known and what was
 * read. No I/O, no clock, no logger.
 */
@NullMarked
package dev.rolecall.connectors.plan;

import org.jspecify.annotations.NullMarked;
