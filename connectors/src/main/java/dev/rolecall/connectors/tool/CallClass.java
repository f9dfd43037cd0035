package dev.rolecall.connectors.tool;

/** Calls that tools count apart, and that therefore wait apart. */
public enum CallClass {
  READ,
  WRITE,
  /** Taking a member away; GitLab allows 60 a minute for a group or project. */
  REMOVE_MEMBER,
  /** Members with those of places above; GitLab allows 60 a minute for a project. */
  READ_INHERITED
}
