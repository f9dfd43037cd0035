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

/** Which statements of a policy speak of one person, and through which groups. */
final class Matching {

  /** Whether a statement that a group or an attribute leads to means the person after all. */
  sealed interface Meant {

    /** It does, through each of these. */
    record Yes(List<Match> matches) implements Meant {}

    /**
     * It does not.
     *
     * @param broken the condition cannot be evaluated for this person
     */
    record No(String because, boolean broken) implements Meant {}
  }

  private final Subject subject;
  private final PersonValues person;
  private final Map<Statement, List<Match>> found = new HashMap<>();
  private int looked;

  Matching(Subject subject, PersonValues person, StatementIndex index) {
    this.subject = subject;
    this.person = person;
    for (GroupMembership group : subject.groups()) {
      GroupIndex.Found<Statement> hits = index.byGroup().find(group);
      looked += hits.tried();
      for (GroupIndex.Hit<Statement> hit : hits.hits()) {
        found
            .computeIfAbsent(hit.owner(), statement -> new ArrayList<>())
            .add(new Match(group, hit.captures()));
      }
    }
    for (Statement statement : index.byAttributes(person)) {
      found.putIfAbsent(statement, List.of(Match.DIRECT));
    }
    looked += found.size();
  }

  /** Selectors and statements that had to be looked at. */
  int looked() {
    return looked;
  }

  /** Statements that a group or an attribute of the person leads to. */
  Map<Statement, List<Match>> found() {
    return found;
  }

  Meant meant(Statement statement, List<Match> matches) {
    Selection selection = statement.selection();
    if (!selection.directories().isEmpty()
        && !selection.directories().contains(subject.directory())) {
      return no("the person is of another directory");
    }
    if (isExcepted(selection.except())) {
      return no("the person is excepted");
    }
    List<Match> all = matches;
    if (!selection.allOf().isEmpty()) {
      List<Match> each = matchesOfAll(selection);
      if (each.isEmpty()) {
        return no("the person is not in all of 'all-groups'");
      }
      all = selection.anyOf().isEmpty() ? each : matches;
    }
    for (Condition condition : selection.conditions()) {
      switch (condition.test(person)) {
        case HOLDS -> {}
        case FAILS -> {
          return no("'when' or 'where' does not hold");
        }
        case BROKEN -> {
          return new Meant.No("the condition cannot be evaluated for this person", true);
        }
      }
    }
    return new Meant.Yes(all);
  }

  private static Meant no(String because) {
    return new Meant.No(because, false);
  }

  boolean isExcepted(Selection.Except except) {
    if (!except.users().isEmpty() && except.users().contains(Fold.fold(userName(subject)))) {
      return true;
    }
    return except.groups().stream().anyMatch(selector -> !matching(selector).isEmpty());
  }

  static String userName(Subject subject) {
    return String.valueOf(subject.attributes().getOrDefault("userName", ""));
  }

  private List<Match> matching(Selector selector) {
    List<Match> matching = new ArrayList<>();
    for (GroupMembership group : subject.groups()) {
      selector.match(group).ifPresent(captures -> matching.add(new Match(group, captures)));
    }
    return matching;
  }

  /** Empty when the person is not in each of the groups. */
  private List<Match> matchesOfAll(Selection selection) {
    List<Match> all = new ArrayList<>();
    for (Selector selector : selection.allOf()) {
      List<Match> here = matching(selector);
      if (here.isEmpty()) {
        return List.of();
      }
      all.addAll(here);
    }
    return all;
  }
}
