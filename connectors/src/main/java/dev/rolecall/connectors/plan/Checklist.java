package dev.rolecall.connectors.plan;

import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.schemas.avro.ItemState;
import dev.rolecall.schemas.avro.OffboardingItem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The items of somebody who leaves, while they are looked at one by one. */
final class Checklist {

  /** The worst of what was seen of an item counts: something to do before all else. */
  private static final List<ItemState> FROM_BEST =
      List.of(
          ItemState.VERIFIED, ItemState.DONE, ItemState.LEFTOVER, ItemState.MANUAL, ItemState.TODO);

  private final Map<OffboardingItem, Plan.Item> items = new EnumMap<>(OffboardingItem.class);

  /**
   * What a tool has items for, in the order in which to work on them: the descriptor's, but what
   * stops the person comes before all else.
   */
  static List<OffboardingItem> inOrder(Shapes shapes) {
    List<OffboardingItem> items = new ArrayList<>();
    shapes.tool().offboarding().forEach(step -> items.add(of(step)));
    for (OffboardingItem item : OffboardingItem.values()) {
      if (!items.contains(item) && isNeeded(item, items, shapes)) {
        items.add(item);
      }
    }
    return items.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(item ->
                switch (item) {
                  case ACCOUNT_DISABLED, CREDENTIALS, SESSIONS -> 0;
                  case INVITATIONS -> 1;
                  case MEMBERSHIPS, ACCOUNT_DELETED -> 2;
                }))
        .toList();
  }

  /**
   * What the tool has only for people; and roles and invitations, which go whether or not the
   * descriptor names them, except where roles go with the account.
   */
  private static boolean isNeeded(
      OffboardingItem item, List<OffboardingItem> steps, Shapes shapes) {
    boolean goes =
        steps.contains(OffboardingItem.ACCOUNT_DELETED) && shapes.can(Ability.DELETE_ACCOUNT);
    return switch (item) {
      case ACCOUNT_DISABLED -> shapes.onlyByHand(Ability.DISABLE_ACCOUNT);
      case CREDENTIALS -> shapes.onlyByHand(Ability.REVOKE_CREDENTIALS);
      case SESSIONS -> shapes.onlyByHand(Ability.END_SESSIONS);
      case INVITATIONS -> shapes.invites();
      case MEMBERSHIPS -> !goes;
      case ACCOUNT_DELETED -> shapes.onlyByHand(Ability.DELETE_ACCOUNT);
    };
  }

  void is(OffboardingItem item, ItemState state, String detail) {
    items.merge(
        item,
        new Plan.Item(item, state, Optional.of(detail).filter(text -> !text.isEmpty())),
        (before, now) ->
            FROM_BEST.indexOf(now.state()) > FROM_BEST.indexOf(before.state()) ? now : before);
  }

  /** In the order in which they are shown. */
  List<Plan.Item> items() {
    return List.copyOf(items.values());
  }

  private static OffboardingItem of(OffboardingStep step) {
    return switch (step) {
      case DISABLE_ACCOUNT -> OffboardingItem.ACCOUNT_DISABLED;
      case REVOKE_CREDENTIALS -> OffboardingItem.CREDENTIALS;
      case END_SESSIONS -> OffboardingItem.SESSIONS;
      case CANCEL_INVITATIONS -> OffboardingItem.INVITATIONS;
      case REVOKE_ROLES -> OffboardingItem.MEMBERSHIPS;
      case DELETE_ACCOUNT -> OffboardingItem.ACCOUNT_DELETED;
    };
  }
}
