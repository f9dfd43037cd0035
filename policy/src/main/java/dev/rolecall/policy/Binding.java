package dev.rolecall.policy;

/**
 * What a team or group of a tool may do with a resource of the tool.
 *
 * @param holder as in {@code team:payments}
 * @param resource as in {@code pipeline:deploy}
 */
public record Binding(String tool, String holder, String resource, String role) {}
