/**
 * A simulator of CircleCI: its public API v2 with the deviations of the live one from its published
 * description, and the routes of its web pages, where the seed allows them.
 */
@NullMarked
package dev.rolecall.sandbox.circleci;

import org.jspecify.annotations.NullMarked;
