package dev.rolecall.connectors.conformance;

/**
 * Something that the vendor's description says otherwise, and why it is so here all the same.
 *
 * @param finding as {@link Conformance} words it
 * @param reason what shows that the live API is as it is simulated, or what is wrong with the
 *     description
 */
public record KnownDeviation(String finding, String reason) {}
