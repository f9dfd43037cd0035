package dev.rolecall.policy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A rule that gives, made ready. */
final class Rule implements Statement {

  private final Place place;
  private final Selection selection;
  private final List<GrantLine> grants;
  private final List<Map<String, String>> samples;
  private final @Nullable Expiry expiry;

  /**
   * A rule.
   *
   * @param samples values of the captures, each of their words at least once
   * @param expiry when what it gives ends by itself; null: it does not
   */
  Rule(
      Place place,
      Selection selection,
      List<GrantLine> grants,
      List<Map<String, String>> samples,
      @Nullable Expiry expiry) {
    this.place = place;
    this.selection = selection;
    this.grants = List.copyOf(grants);
    this.samples = List.copyOf(samples);
    this.expiry = expiry;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public Selection selection() {
    return selection;
  }

  List<GrantLine> grants() {
    return grants;
  }

  /** Values of the captures, for checks before anybody is known. */
  List<Map<String, String>> samples() {
    return samples;
  }

  @Nullable Expiry expiry() {
    return expiry;
  }
}
