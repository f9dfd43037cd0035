/**
 * Jenkins 2.x: accounts of its own user database, and roles of the role strategy plugin. A status
 * of 200 proves nothing here: what was written is read back.
 */
@NullMarked
package dev.rolecall.connectors.jenkins;

import org.jspecify.annotations.NullMarked;
