package dev.rolecall.policy.safety;

/**
 * A role that must not be left to too few.
 *
 * @param holders at least 1; a revoke that would leave fewer is held
 */
public record MinHolders(String tool, String scope, String role, int holders) {}
