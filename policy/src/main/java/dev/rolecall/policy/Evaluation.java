package dev.rolecall.policy;

import dev.rolecall.policy.condition.Condition;
import dev.rolecall.policy.condition.PersonValues;
import dev.rolecall.policy.selector.GroupIndex;
import dev.rolecall.policy.selector.Selector;
import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One resolution under way: finds the rules that speak of a person and collects what they give. */
final class Evaluation {
  /** A group of the person that a rule means; null when the rule means no groups. */
  private record Match(@Nullable GroupMembership group, Map<String, String> captures) {}

  private final Subject subject;
  private final Policy policy;
  private final PersonValues person;
  private final Map<Rule, List<Match>> matches = new HashMap<>();
  private final Contributions contributions;
  private int looked;

  Evaluation(Subject subject, Policy policy) {
    this.subject = subject;
    this.policy = policy;
    person = new PersonValues(subject.active(), subject.attributes());
    contributions = new Contributions(policy.tools().keySet());
  }

  List<Voice> voices() {
    return List.of();
  }

  Resolution.Resolved run() {
    if (subject.active()) {
      findByGroups();
      for (Rule rule : policy.index().byAttributes(person)) {
        matches.putIfAbsent(rule, List.of(new Match(null, Map.of())));
      }
      matches.forEach(this::apply);
    }
    return new Resolution.Resolved(
        contributions.grants(), contributions.findings(), Optional.empty(), looked);
  }

  private void findByGroups() {
    for (GroupMembership group : subject.groups()) {
      GroupIndex.Found<Rule> found = policy.index().byGroup().find(group.name());
      looked += found.tried();
      for (GroupIndex.Hit<Rule> hit : found.hits()) {
        matches
            .computeIfAbsent(hit.owner(), rule -> new ArrayList<>())
            .add(new Match(group, hit.captures()));
      }
    }
  }

  private void apply(Rule rule, List<Match> found) {
    looked++;
    Rule.Selection selection = rule.selection();
    if (isExcepted(selection)) {
      return;
    }
    List<Match> all = found;
    if (!selection.allOf().isEmpty()) {
      Optional<List<Match>> each = matchesOfAll(selection);
      if (each.isEmpty()) {
        return;
      }
      all = selection.anyOf().isEmpty() ? each.get() : found;
    }
    if (holds(rule, selection, all)) {
      for (Match match : all) {
        give(rule, match);
      }
    }
  }

  private boolean isExcepted(Rule.Selection selection) {
    if (!selection.exceptUsers().isEmpty()
        && selection.exceptUsers().contains(Fold.fold(userName()))) {
      return true;
    }
    return selection.exceptGroups().stream().anyMatch(selector -> !matching(selector).isEmpty());
  }

  private String userName() {
    return String.valueOf(subject.attributes().getOrDefault("userName", ""));
  }

  private List<Match> matching(Selector selector) {
    return subject.groups().stream()
        .filter(group -> selector.match(group.name()).isPresent())
        .map(group -> new Match(group, Map.of()))
        .toList();
  }

  /** Empty when the person is not in each of the groups. */
  private Optional<List<Match>> matchesOfAll(Rule.Selection selection) {
    List<Match> all = new ArrayList<>();
    for (Selector selector : selection.allOf()) {
      List<Match> here = matching(selector);
      if (here.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(here);
    }
    return Optional.of(all);
  }

  private boolean holds(Rule rule, Rule.Selection selection, List<Match> found) {
    for (Condition condition : selection.conditions()) {
      switch (condition.test(person)) {
        case HOLDS -> {}
        case FAILS -> {
          return false;
        }
        case BROKEN -> {
          contributions.report(
              new Resolution.Finding(
                  Resolution.Finding.Kind.BROKEN_CONDITION,
                  first(rule, found),
                  null,
                  "the condition of rule '" + rule.id() + "' cannot be evaluated for this person",
                  "make 'when' hold for empty attributes too, as in user.costCenter != \"\" && …"));
          return false;
        }
      }
    }
    return true;
  }

  private static RuleReason first(Rule rule, List<Match> found) {
    return found.stream()
        .map(match -> reason(rule, match))
        .min(RuleReason.CANONICAL)
        .orElse(new RuleReason(rule.id(), rule.file(), rule.line(), null));
  }

  private static RuleReason reason(Rule rule, Match match) {
    return new RuleReason(rule.id(), rule.file(), rule.line(), match.group());
  }

  private void give(Rule rule, Match match) {
    RuleReason reason = reason(rule, match);
    for (GrantLine line : rule.grants()) {
      String scope = line.scope().fill(match.captures());
      Optional<Shape> shape = line.tool().of(scope);
      if (shape.isEmpty()) {
        contributions.report(
            new Resolution.Finding(
                Resolution.Finding.Kind.UNKNOWN_SCOPE,
                reason,
                line.tool().name(),
                line.tool().noSuchScope(scope),
                line.tool().scopesThereAre(scope)));
      } else {
        line.roles()
            .forEach(role -> give(line, scope, shape.get(), role.fill(match.captures()), reason));
      }
    }
  }

  private void give(GrantLine line, String scope, Shape shape, String role, RuleReason reason) {
    Optional<String> known = shape.role(role);
    if (known.isPresent()) {
      contributions.add(line.tool().name(), scope, shape, known.get(), reason);
    } else {
      contributions.report(
          new Resolution.Finding(
              Resolution.Finding.Kind.UNKNOWN_ROLE,
              reason,
              line.tool().name(),
              line.tool().noSuchRole(role, shape),
              ToolShapes.rolesThereAre(role, shape)));
    }
  }
}
