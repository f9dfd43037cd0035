/**
 * Records of the topics as policies see them: the one place where people become subjects and
 * bundles files.
 */
@NullMarked
package dev.rolecall.policy.contract;

import org.jspecify.annotations.NullMarked;
