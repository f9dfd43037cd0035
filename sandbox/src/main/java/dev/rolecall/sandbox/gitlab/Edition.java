package dev.rolecall.sandbox.gitlab;

/** The two ways GitLab is run; they allow their API's users different things. */
public enum Edition {
  /** The token may belong to an instance administrator, who can create and block. */
  SELF_MANAGED,
  /** Nobody is an administrator; a top-level group's Owner sees its enterprise users. */
  GITLAB_COM
}
