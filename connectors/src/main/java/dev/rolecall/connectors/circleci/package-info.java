/**
 * CircleCI: groups, what they may do in projects and contexts, and, on explicit request, people by
 * the routes of CircleCI's web pages, which it does not document. What is forbidden answers 404
 * here, so a 404 alone never means that something is gone.
 */
@NullMarked
package dev.rolecall.connectors.circleci;

import org.jspecify.annotations.NullMarked;
