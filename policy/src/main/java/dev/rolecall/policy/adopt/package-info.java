/** Whose an account is, and how far what a tool has is what a policy wants. Pure. */
@NullMarked
package dev.rolecall.policy.adopt;

import org.jspecify.annotations.NullMarked;
