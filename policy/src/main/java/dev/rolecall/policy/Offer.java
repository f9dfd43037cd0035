package dev.rolecall.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one rule offers a person in one cell, and what other rules leave of it. Lives as long as one
 * evaluation.
 */
final class Offer {

  private final Voice.Kind kind;
  private final ToolShapes tool;
  private final String scope;
  private final Shape shape;
  private final @Nullable Instant from;
  private final @Nullable Instant until;
  private String role;
  private RuleReason reason;
  private Voice.Fate fate = Voice.Fate.GIVEN;
  private @Nullable RuleReason by;

  /**
   * When something is offered.
   *
   * @param from null: always
   * @param until null: without end
   */
  record Window(@Nullable Instant from, @Nullable Instant until) {
    static final Window ALWAYS = new Window(null, null);
  }

  /** Where something is offered. */
  record Cell(ToolShapes tool, String scope, Shape shape) {}

  Offer(Voice.Kind kind, Cell cell, String role, RuleReason reason, Window window) {
    this.kind = kind;
    this.tool = cell.tool();
    this.scope = cell.scope();
    this.shape = cell.shape();
    this.role = role;
    this.reason = reason;
    this.from = window.from();
    this.until = window.until();
  }

  ToolShapes tool() {
    return tool;
  }

  String scope() {
    return scope;
  }

  Shape shape() {
    return shape;
  }

  /** What is left of it. */
  String role() {
    return role;
  }

  RuleReason reason() {
    return reason;
  }

  @Nullable Instant until() {
    return until;
  }

  /** Whether it still gives something. */
  boolean stands() {
    return fate == Voice.Fate.GIVEN || fate == Voice.Fate.LOWERED;
  }

  void lower(String left, Place place) {
    reason =
        new RuleReason(
            reason.rule(),
            reason.file(),
            reason.line(),
            reason.group(),
            new Lowered(role, place.id(), place.file(), place.line()));
    role = left;
    fate = Voice.Fate.LOWERED;
    by = place.reason();
  }

  void fall(Voice.Fate why, @Nullable RuleReason against) {
    fate = why;
    by = against;
  }

  /** Compares its window with the moment; the next moment at which that changes, null: never. */
  @Nullable Instant at(Instant moment) {
    if (from != null && moment.isBefore(from)) {
      fall(Voice.Fate.NOT_YET, null);
      return from;
    }
    if (until != null && !moment.isBefore(until)) {
      fall(Voice.Fate.OVER, null);
      return null;
    }
    return until;
  }

  Voice voice() {
    return new Voice(kind, reason, tool.name(), scope, role, fate, by, from, until, null);
  }
}
