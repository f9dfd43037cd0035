package dev.rolecall.policy.plan;

import dev.rolecall.policy.Mode;
import java.util.List;
import java.util.Optional;

/**
 * What changes in one tool.
 *
 * @param mode then; in {@code OBSERVE} nothing of this is done, in {@code ADDITIVE} nothing is
 *     taken away
 * @param settings empty: they stay
 * @param held grants now
 * @param losses roles that are taken away: revoked or lowered where Rolecall manages and enforces
 * @param counts of changes
 * @param calls of the tool's API that it would take, about
 * @param samples the most privileged changes, in a fixed order; bounded
 */
public record ToolPlan(
    String tool,
    Mode mode,
    Optional<SettingsChange> settings,
    long held,
    long losses,
    Counts counts,
    long calls,
    List<Change> samples) {

  public ToolPlan {
    samples = List.copyOf(samples);
  }

  /**
   * Numbers of one tool.
   *
   * @param lowered how many of those changed are less afterwards
   * @param people for whom something changes
   * @param losingAll people who hold something now and nothing then
   * @param withoutAccount people whose grants wait: they have no account key, or somebody else has
   *     their account
   * @param outside how many of all are in scopes that are not managed: nothing is done there
   */
  public record Counts(
      long granted,
      long changed,
      long lowered,
      long revoked,
      long people,
      long losingAll,
      long withoutAccount,
      long outside) {

    public long changes() {
      return granted + changed + revoked;
    }
  }

  public boolean isEmpty() {
    return counts.changes() == 0 && settings.isEmpty();
  }
}
