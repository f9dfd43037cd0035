package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a hold says of itself: numbers, and what to do. Names nobody. */
final class HoldTexts {

  private HoldTexts() {}

  /** Whether its total counts accounts and not roles. */
  static boolean isOfAccounts(HoldTrigger trigger) {
    return HoldClass.of(trigger) == HoldClass.LEAVING;
  }

  static Hold described(Hold hold, GuardReads reads) {
    return Hold.newBuilder(hold).setDetail(detail(hold)).setRemedy(remedy(hold, reads)).build();
  }

  private static String detail(Hold hold) {
    String tool = hold.getTool();
    String revokes =
        "would revoke or lower %d of %d roles in %s (%d people)"
            .formatted(hold.getCells(), hold.getTotal(), tool, hold.getPeople());
    String people = hold.getPeople() == 1 ? "1 person" : hold.getPeople() + " people";
    return switch (hold.getTrigger()) {
      case GROUP_EMPTIED -> "a group was emptied at once: " + revokes;
      case GROUP_HALVED -> "a group lost at least half of its members at once: " + revokes;
      case GROUP_DELETED -> "a group was deleted: " + revokes;
      case GROUP_RENAMED ->
          "a group was renamed: would change %d roles of %s in %s"
              .formatted(hold.getCells(), people, tool);
      case NEWLY_ELEVATED ->
          "a new group or a new name gives elevated roles: would grant %d to %s in %s"
              .formatted(hold.getCells(), people, tool);
      case LEAVERS, DISABLES, DELETES ->
          "%s of %d with an account in %s would leave, after those within the limit have left"
              .formatted(people, hold.getTotal(), tool);
      case LOADING -> "the directory is still being filled: " + revokes;
      case MIN_HOLDERS ->
          "too few would be left of %s in %s"
              .formatted(hold.getSubject().replace('\u0001', ' '), tool);
      case PROTECTED -> "a protected account: " + revokes;
      case REVOKES, POLICY_CHANGE, ELEVATED_GRANTS, TOOL_DROPPED, TEMPLATE_DROPPED -> revokes;
    };
  }

  private static String remedy(Hold hold, GuardReads reads) {
    return switch (HoldClass.of(hold.getTrigger())) {
      case CONDITION -> untilThen(hold, reads);
      case EVENT, REMOVALS, LEAVING ->
          "look at 'rolecall holds show %s', then release or reject it".formatted(hold.getId());
    };
  }

  private static String untilThen(Hold hold, GuardReads reads) {
    if (hold.getTrigger() == HoldTrigger.MIN_HOLDERS) {
      return promote(hold, reads);
    }
    return hold.getTrigger() == HoldTrigger.LOADING
        ? "when the identity provider has sent everything: 'rolecall directory ready %s'"
            .formatted(hold.getDirectory())
        : "if it really should go, take the account out of 'protect' in the policy; what is held then goes by itself";
  }

  /** Names some who are in the scope already, by their opaque ids. */
  private static String promote(Hold hold, GuardReads reads) {
    String scope = Tallies.scope(hold.getSubject());
    String role = Tallies.role(hold.getSubject());
    List<String> candidates = new ArrayList<>();
    for (Map.Entry<String, Tally> each :
        reads.tallies(String.valueOf(hold.getTool()), scope).entrySet()) {
      if (!Tallies.role(each.getKey()).equals(role)) {
        candidates.addAll(each.getValue().getPeople());
      }
    }
    String whom =
        candidates.isEmpty()
            ? "somebody else"
            : "one of "
                + String.join(
                    ", ", candidates.subList(0, Math.min(candidates.size(), Limits.NAMED)));
    return "promote %s to '%s' of %s; what is held then goes by itself"
        .formatted(whom, role, scope);
  }
}
