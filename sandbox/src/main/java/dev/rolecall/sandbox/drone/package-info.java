/** A simulator of Drone 2.x: its users API with the answers a real server gave. */
@NullMarked
package dev.rolecall.sandbox.drone;

import org.jspecify.annotations.NullMarked;
