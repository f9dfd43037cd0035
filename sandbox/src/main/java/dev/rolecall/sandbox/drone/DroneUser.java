package dev.rolecall.sandbox.drone;

/** A user as it is at one moment, for tests to look at. */
public record DroneUser(long id, String login, boolean machine, boolean admin, boolean active) {}
