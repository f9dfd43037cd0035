package dev.rolecall.sandbox.buildkite;

/** A member as it is at one moment, for tests to look at. */
public record BuildkiteMember(String id, String email, String role, String ssoMode) {}
