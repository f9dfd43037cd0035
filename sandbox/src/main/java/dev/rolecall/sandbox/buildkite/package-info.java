/** A simulated Buildkite: members, invitations and teams of one organization. */
@NullMarked
package dev.rolecall.sandbox.buildkite;

import org.jspecify.annotations.NullMarked;
