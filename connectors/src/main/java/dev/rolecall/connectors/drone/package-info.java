/**
 * Drone 2.x: accounts, and who of them is an administrator. Its 404 and its 500 are never believed
 * by number alone.
 */
@NullMarked
package dev.rolecall.connectors.drone;

import org.jspecify.annotations.NullMarked;
