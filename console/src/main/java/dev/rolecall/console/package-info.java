/**
 * The operators' API: how the installation is, who has what, why, what happened; and publishing
 * policy.
 */
@NullMarked
package dev.rolecall.console;

import org.jspecify.annotations.NullMarked;
