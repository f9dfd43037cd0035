/** What policies say must never happen, or only slowly: carried here, enforced elsewhere. */
@NullMarked
package dev.rolecall.policy.safety;

import org.jspecify.annotations.NullMarked;
