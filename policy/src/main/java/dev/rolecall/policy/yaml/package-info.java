/** YAML text as a tree that knows the place of everything in it, within limits. */
@NullMarked
package dev.rolecall.policy.yaml;

import org.jspecify.annotations.NullMarked;
