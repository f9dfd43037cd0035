/** What a policy would change for real people, before it is in force. Pure. */
@NullMarked
package dev.rolecall.policy.plan;

import org.jspecify.annotations.NullMarked;
