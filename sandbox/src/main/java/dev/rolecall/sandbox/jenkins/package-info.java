/** A simulator of Jenkins 2.568 with the role strategy plugin 898, as a real server answered. */
@NullMarked
package dev.rolecall.sandbox.jenkins;

import org.jspecify.annotations.NullMarked;
