/**
 * Buildkite: members of one organization, its teams, and what teams may do with pipelines and test
 * suites. By REST; by GraphQL only what the options allow.
 */
@NullMarked
package dev.rolecall.connectors.buildkite;

import org.jspecify.annotations.NullMarked;
