package dev.rolecall.policy.safety;

import java.time.Duration;

/**
 * People who leave one by one pass at once, up to a burst.
 *
 * @param burst how many within the window; the next one waits for a decision
 */
public record Leavers(int burst, Duration window) {}
