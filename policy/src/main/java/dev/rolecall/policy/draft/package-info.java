/** Proposes a policy from what people hold in a tool today. Pure. */
@NullMarked
package dev.rolecall.policy.draft;

import org.jspecify.annotations.NullMarked;
