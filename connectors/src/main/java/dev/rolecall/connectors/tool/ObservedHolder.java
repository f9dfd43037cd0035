package dev.rolecall.connectors.tool;

/** Somebody who holds a role directly in a scope. */
public record ObservedHolder(Observation.ObservedAccount account, String role) {}
