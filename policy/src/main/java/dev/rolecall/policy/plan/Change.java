package dev.rolecall.policy.plan;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One role of one person that comes, changes or goes.
 *
 * @param from the role now; null: none
 * @param to the role then; null: none
 * @param rank of the higher of both, 1 to {@link dev.rolecall.policy.RoleRanks#HIGHEST}; 0: unknown
 * @param lowered whether the role then is less than the role now
 * @param gave rules that give the role now
 * @param gives rules that give the role then
 */
public record Change(
    String tool,
    String directory,
    String person,
    String scope,
    @Nullable String from,
    @Nullable String to,
    @Nullable Instant endsNow,
    @Nullable Instant endsThen,
    int rank,
    boolean lowered,
    List<Ground> gave,
    List<Ground> gives) {

  /** What becomes of a role. */
  public enum Kind {
    GRANTED,
    /** Another role in its place, or another end. */
    CHANGED,
    REVOKED
  }

  public Change {
    if (from == null && to == null) {
      throw new IllegalArgumentException("no role before and none after is no change");
    }
    gave = List.copyOf(gave);
    gives = List.copyOf(gives);
  }

  public Kind kind() {
    if (from == null) {
      return Kind.GRANTED;
    }
    return to == null ? Kind.REVOKED : Kind.CHANGED;
  }

  /**
   * The same for the same role of the same person that comes or goes, whatever its end and the
   * rules; for two others hardly ever.
   */
  public long fingerprint() {
    return ChangeDigest.fingerprint(this);
  }

  /** Whether the person can do less afterwards. */
  public boolean isLoss() {
    return to == null || lowered;
  }
}
