/** Names of groups, literal or with captures, and the index that finds them. */
@NullMarked
package dev.rolecall.policy.selector;

import org.jspecify.annotations.NullMarked;
