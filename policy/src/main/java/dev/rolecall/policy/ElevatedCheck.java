package dev.rolecall.policy;

import dev.rolecall.policy.Statement.Says;
import dev.rolecall.policy.safety.ElevatedRoles;
import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.selector.ById;
import dev.rolecall.policy.selector.Wording;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.ScopeGlob;
import dev.rolecall.policy.yaml.Spot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds elevated roles that hang on the name of a group alone: whoever may name a group at the
 * identity provider could take them.
 */
final class ElevatedCheck {
  private ElevatedCheck() {}

  static void check(List<Statement> statements, Safety safety, Problems problems) {
    for (Statement statement : statements) {
      if (statement.says() instanceof Says.Gives rule && hangsOnANameAlone(statement.selection())) {
        elevated(rule, statement.selection(), safety)
            .ifPresent(what -> warn(statement.place(), what, problems));
      }
    }
  }

  private static void warn(Place place, String what, Problems problems) {
    problems
        .in(place.file())
        .warning(
            new Spot(place.line(), 1),
            "'%s' gives %s, which is elevated, for the name of a group alone"
                .formatted(place.id(), what),
            "use 'group-id', or add 'all-groups', 'where' or 'when'");
  }

  /** One of several groups by its name is enough. */
  private static boolean hangsOnANameAlone(Selection selection) {
    return selection.anyOf().stream().anyMatch(selector -> !(selector instanceof ById))
        && selection.allOf().isEmpty()
        && selection.conditions().isEmpty();
  }

  /** The first of them, for people. */
  private static Optional<String> elevated(Says.Gives rule, Selection selection, Safety safety) {
    for (GrantLine line : rule.grants()) {
      for (ElevatedRoles elevated : safety.elevated()) {
        boolean aimedAt =
            line.aim().tools().stream().anyMatch(tool -> tool.name().equals(elevated.tool()));
        if (aimedAt && elevated.scopes().meets(anyScope(line.scope()))) {
          Optional<String> role = given(line, selection, elevated.roles());
          if (role.isPresent()) {
            return role.map(name -> name + " in '" + line.scope() + "' of " + elevated.tool());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> given(GrantLine line, Selection selection, Set<String> elevated) {
    return line.roles().stream()
        .flatMap(role -> given(role, selection, elevated).stream())
        .findFirst();
  }

  /** With a capture anything may stand in its place. */
  private static ScopeGlob anyScope(Wording scope) {
    Map<String, String> anything = new HashMap<>();
    scope.captures().forEach(name -> anything.put(name, "*"));
    return new ScopeGlob(scope.fill(anything));
  }

  /** The elevated role that may come out, with the words that captures list. */
  private static Optional<String> given(Wording role, Selection selection, Set<String> elevated) {
    Set<String> names = new TreeSet<>(elevated);
    if (role.isLiteral()) {
      return names.stream().filter(role.text()::equals).findFirst();
    }
    Set<String> words = new TreeSet<>();
    selection.anyOf().stream()
        .flatMap(selector -> selector.captures().stream())
        .filter(capture -> role.isOnly(capture.name()))
        .flatMap(capture -> capture.words().stream())
        .forEach(word -> words.add(Fold.fold(word.value())));
    return names.stream()
        .filter(name -> words.isEmpty() || words.contains(Fold.fold(name)))
        .findFirst();
  }
}
