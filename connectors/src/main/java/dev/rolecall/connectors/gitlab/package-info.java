/**
 * GitLab, self-managed and GitLab.com, REST API v4: direct members of groups and projects,
 * invitations, and on self-managed instances the accounts themselves.
 */
@NullMarked
package dev.rolecall.connectors.gitlab;

import org.jspecify.annotations.NullMarked;
