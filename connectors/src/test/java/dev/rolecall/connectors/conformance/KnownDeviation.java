package dev.rolecall.connectors.conformance;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that the vendor's description says otherwise, and why it is so here all the same.
 *
 * @param finding as {@link Conformance} words it; {@code *} stands for anything
 * @param reason what shows that the live API is as it is simulated, or what is wrong with the
 *     description
 */
public record KnownDeviation(String finding, String reason) {

  boolean covers(String found) {
    String expression =
        Arrays.stream(finding.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return Pattern.matches(expression, found);
  }
}
