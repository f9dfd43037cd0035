/** A simulator of GitLab, self-managed and GitLab.com: users, members and invitations. */
@NullMarked
package dev.rolecall.sandbox.gitlab;

import org.jspecify.annotations.NullMarked;
