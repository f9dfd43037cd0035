package dev.rolecall.policy.yaml;

import org.jspecify.annotations.Nullable;

/** Something that is not as YAML should be, or beyond a limit. */
public record Fault(Spot at, String message, @Nullable String remedy) {}
