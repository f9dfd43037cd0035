/** Typed attributes of a person and conditions on them. */
@NullMarked
package dev.rolecall.policy.condition;

import org.jspecify.annotations.NullMarked;
