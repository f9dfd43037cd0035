package dev.rolecall.ingest.scim;

/** How often the operations of one PATCH compare values: what they cost, whatever their length. */
final class Expense {

  private long comparisons;

  /**
   * To be called before they are made.
   *
   * @throws ScimException 413 when they would be more than {@link Limits#MAX_COMPARISONS}
   */
  void spend(long values, long others) {
    comparisons += values * others;
    if (comparisons > Limits.MAX_COMPARISONS) {
      throw new ScimException(
          ScimError.tooLarge(
              "The operations compare values more than " + Limits.MAX_COMPARISONS + " times."));
    }
  }
}
