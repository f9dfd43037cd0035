package dev.rolecall.policy;

/**
 * A cap that left less of a role than a rule gave.
 *
 * @param from the role that the rule gave
 * @param rule id of the cap
 * @param line of the cap in its file, from 1
 */
public record Lowered(String from, String rule, String file, int line) {}
