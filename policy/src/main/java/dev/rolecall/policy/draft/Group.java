package dev.rolecall.policy.draft;

/** A group that a person is in, directly or through others. */
public record Group(String id, String name) {}
