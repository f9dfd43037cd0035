/**
 * What all tools share: from the newest access of a person to what the tool has, through intents,
 * read-backs and the audit, over restarts and rebalances.
 */
@NullMarked
package dev.rolecall.connectors.runtime;

import org.jspecify.annotations.NullMarked;
