package dev.rolecall.connectors.gitlab;

/**
 * A group or a project, by its path: a place that has moved is not found under its old one.
 *
 * @param kind as in the API's paths
 */
record Place(Kind kind, String path) {

  /** Groups and projects have the same members API under different roots. */
  enum Kind {
    GROUP("/groups/{path}"),
    PROJECT("/projects/{path}");

    private final String root;

    Kind(String root) {
      this.root = root;
    }
  }

  /** Template of a call below this place. */
  String template(String rest) {
    return kind.root + rest;
  }
}
