package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.HoldTrigger;

/** What kinds of triggers there are; those of a kind are treated alike. */
enum HoldClass {
  /** One thing that somebody did: a bundle, a command about a group, a new name. */
  EVENT,
  /** More removals of roles within a window than the budget allows. */
  REMOVALS,
  /** More people who leave within a window than the budgets allow. */
  LEAVING,
  /** Something is so, and what is held goes or stays by itself as soon as it is not. */
  CONDITION;

  static HoldClass of(HoldTrigger trigger) {
    return switch (trigger) {
      case POLICY_CHANGE,
          ELEVATED_GRANTS,
          TOOL_DROPPED,
          TEMPLATE_DROPPED,
          GROUP_EMPTIED,
          GROUP_HALVED,
          GROUP_DELETED,
          GROUP_RENAMED,
          NEWLY_ELEVATED ->
          EVENT;
      case REVOKES -> REMOVALS;
      case LEAVERS, DISABLES, DELETES -> LEAVING;
      case LOADING, MIN_HOLDERS, PROTECTED -> CONDITION;
    };
  }
}
