package dev.rolecall.processor.guard;

/**
 * A decided hold whose people are still to be worked off.
 *
 * @param revision up to which it was decided; what came later goes to the successor
 * @param successor id of the hold for what came later
 */
record Drain(long revision, String successor) {}
