/** A person of the directory as policies see them: the one place where records become subjects. */
@NullMarked
package dev.rolecall.policy.person;

import org.jspecify.annotations.NullMarked;
