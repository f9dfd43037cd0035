package dev.rolecall.policy.plan;

import dev.rolecall.policy.Convention;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.selector.NamedGroup;
import dev.rolecall.policy.text.Nearest;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Templates that rules in force have and no rule of a candidate has any more, with what people lose
 * who were in groups of such names. A group that is named in full is not looked at: it is one
 * group, and what may be taken away at once measures it. However few lose something: in a small
 * company everybody is few.
 */
final class DroppedTemplates {

  /** What a person reads before they decide; a bundle that drops more lost a whole file. */
  static final int MOST_SAID = 20;

  private final List<String> fresh;
  private final Map<Convention, Losses> dropped = new LinkedHashMap<>();

  /** How many people lose how many roles. */
  private record Losses(long people, long roles) {
    static final Losses NONE = new Losses(0, 0);

    Losses and(long more) {
      return new Losses(people + 1, roles + more);
    }
  }

  /** A group as the reason of a grant names it. */
  private record Named(String name, String id, @Nullable String externalId) implements NamedGroup {}

  private DroppedTemplates(List<Convention> dropped, List<String> fresh) {
    dropped.forEach(each -> this.dropped.put(each, Losses.NONE));
    this.fresh = fresh;
  }

  static DroppedTemplates between(Optional<Policy> inForce, Policy candidate) {
    List<Convention> before = inForce.map(Policy::conventions).orElse(List.of());
    List<Convention> after = candidate.conventions();
    return new DroppedTemplates(
        without(before, after),
        without(after, before).stream().map(each -> each.template().text()).distinct().toList());
  }

  private static List<Convention> without(List<Convention> all, List<Convention> others) {
    Set<Convention.Said> said = others.stream().map(Convention::said).collect(Collectors.toSet());
    return all.stream().filter(each -> !said.contains(each.said())).toList();
  }

  /**
   * Adds what one person loses in one tool.
   *
   * @param access what they have there now, with its reasons
   */
  void add(List<Change> taken, @Nullable Access access) {
    if (taken.isEmpty() || access == null) {
      return;
    }
    for (Convention convention : dropped.keySet()) {
      if (convention.tool().equals(access.getTool())) {
        long roles = taken.stream().filter(change -> isBy(convention, change, access)).count();
        if (roles > 0) {
          dropped.computeIfPresent(convention, (same, losses) -> losses.and(roles));
        }
      }
    }
  }

  private static boolean isBy(Convention convention, Change change, Access access) {
    return access.getGrants().stream()
        .filter(grant ->
            grant.getScope().equals(change.scope()) && grant.getRole().equals(change.from()))
        .anyMatch(grant -> isBy(convention, grant));
  }

  private static boolean isBy(Convention convention, Grant grant) {
    return grant.getReasons().stream()
        .map(reason -> reason.getGroup())
        .filter(Objects::nonNull)
        .map(DroppedTemplates::named)
        .anyMatch(group -> convention.template().match(group).isPresent());
  }

  private static Named named(GroupRef group) {
    return new Named(group.getDisplayName(), group.getId(), group.getExternalId());
  }

  /** Of those by which somebody loses something. */
  List<Hold> holds() {
    List<Hold> holds = new ArrayList<>();
    dropped.forEach((convention, losses) -> {
      if (losses.people() > 0 && holds.size() < MOST_SAID) {
        holds.add(hold(convention, losses));
      }
    });
    return holds;
  }

  private Hold hold(Convention convention, Losses losses) {
    String text = convention.template().text();
    return new Hold(
        Hold.Cause.TEMPLATE_DROPPED,
        convention.tool(),
        null,
        "no rule has the template '%s' any more, which is in force by '%s' (%s:%d): %s would lose %s in %s"
            .formatted(
                text,
                convention.rule(),
                convention.file(),
                convention.line(),
                counted(losses.people(), "person", "people"),
                counted(losses.roles(), "role", "roles"),
                convention.tool()),
        Nearest.to(text, fresh)
                .map(near -> "did you mean '%s' where it says '%s' now?".formatted(text, near))
                .orElse("put it back.")
            + " If it shall go, release the hold");
  }

  private static String counted(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
