package dev.rolecall.policy.plan;

import dev.rolecall.policy.Resolution.Finding;

/**
 * Findings of one rule that say the same.
 *
 * @param people how many it concerns
 */
public record FindingSample(Finding.Kind kind, Ground rule, String message, String remedy, long people) {}
