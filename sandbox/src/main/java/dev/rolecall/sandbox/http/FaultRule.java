package dev.rolecall.sandbox.http;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When a fault strikes.
 *
 * @param method of the requests it concerns; {@code *} for all
 * @param path must match the whole path as sent (percent-encoded, without the query)
 * @param skip how many matching requests pass unharmed first
 * @param times how often it strikes at most
 * @param probability that a matching request is struck, from 0 to 1
 */
public record FaultRule(
    String method, Pattern path, Fault fault, int skip, int times, double probability) {

  public FaultRule {
    method = method.toUpperCase(Locale.ROOT);
    if (skip < 0 || times < 1 || !(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "A fault needs skip >= 0, times >= 1 and a probability from 0 to 1");
    }
  }

  /** A rule that strikes every request it matches. */
  public static FaultRule on(String method, String pathPattern, Fault fault) {
    return new FaultRule(method, Pattern.compile(pathPattern), fault, 0, Integer.MAX_VALUE, 1);
  }

  public FaultRule times(int limit) {
    return new FaultRule(method, path, fault, skip, limit, probability);
  }

  public FaultRule once() {
    return times(1);
  }

  public FaultRule after(int unharmed) {
    return new FaultRule(method, path, fault, unharmed, times, probability);
  }

  public FaultRule withProbability(double chance) {
    return new FaultRule(method, path, fault, skip, times, chance);
  }

  boolean concerns(String requestMethod, String requestPath) {
    return (method.equals("*") || method.equals(requestMethod))
        && path.matcher(requestPath).matches();
  }
}
