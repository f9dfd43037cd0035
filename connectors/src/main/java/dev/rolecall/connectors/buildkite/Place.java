package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.ToolException;
import java.util.Optional;

/** Somewhere that people have one role each. People are the uuids of users. */
sealed interface Place permits Memberships, TeamMemberships {

  Optional<String> role(String user) throws ToolException;

  /** Gives a role to somebody who has none here. */
  Applied give(String user, String role) throws ToolException;

  /** Whether the role that somebody has here came by itself, so that a grant may raise it. */
  boolean raises(String to);

  Applied set(String user, String role) throws ToolException;

  /** Takes the role that somebody has here. */
  Applied take(String user, String role) throws ToolException;
}
