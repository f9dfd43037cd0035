package dev.rolecall.policy.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a plan must not exceed without somebody's decision.
 *
 * @param policyChange how much one bundle may take away in a tool
 * @param mostRevokes how many roles one bundle may take away in a tool, whatever part that is
 * @param minHolders who must stay
 * @param elevated roles that are held when a bundle gives them to somebody anew
 */
public record Safeguards(
    Share policyChange, int mostRevokes, List<MinHolders> minHolders, Elevated elevated) {

  /** The defaults of the safety limits. */
  public static final Safeguards USUAL =
      new Safeguards(new Share(25, 5), 100, List.of(), Elevated.NONE);

  public Safeguards {
    minHolders = List.copyOf(minHolders);
  }

  /**
   * A part that counts only when it is more than a few.
   *
   * @param percent exceeded by more than this
   * @param atLeast exceeded by more than this many
   */
  public record Share(int percent, int atLeast) {

    boolean isExceeded(long count, long of) {
      return count > atLeast && count * 100 > (long) percent * of;
    }
  }

  /** So many must hold a role in a scope. */
  public record MinHolders(String tool, String scope, String role, int holders) {}

  /**
   * The stricter of what a bundle says and what the one in force says: a bundle does not lift the
   * limits that it is measured by.
   */
  static Safeguards stricter(Safeguards candidate, Optional<Safeguards> inForce) {
    if (inForce.isEmpty()) {
      return candidate;
    }
    Safeguards other = inForce.get();
    List<MinHolders> holders = new ArrayList<>(candidate.minHolders);
    other.minHolders.stream().filter(each -> !holders.contains(each)).forEach(holders::add);
    return new Safeguards(
        new Share(
            Math.min(candidate.policyChange.percent, other.policyChange.percent),
            Math.min(candidate.policyChange.atLeast, other.policyChange.atLeast)),
        Math.min(candidate.mostRevokes, other.mostRevokes),
        holders,
        (tool, scope, role) ->
            candidate.elevated.is(tool, scope, role) || other.elevated.is(tool, scope, role));
  }
}
