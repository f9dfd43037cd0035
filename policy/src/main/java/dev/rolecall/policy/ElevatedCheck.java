package dev.rolecall.policy;

import dev.rolecall.policy.safety.ElevatedRoles;
import dev.rolecall.policy.safety.Safety;
import dev.rolecall.policy.selector.ById;
import dev.rolecall.policy.selector.Capture;
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
      if (statement instanceof Rule rule && hangsOnANameAlone(rule.selection())) {
        Place place = rule.place();
        elevated(rule, safety)
            .ifPresent(what ->
                problems
                    .in(place.file())
                    .warning(
                        new Spot(place.line(), 1),
                        "rule '%s' gives %s, which is elevated, for the name of a group alone"
                            .formatted(place.id(), what),
                        "add 'group-id', 'all-groups', 'where' or 'when'"));
      }
    }
  }

  private static boolean hangsOnANameAlone(Selection selection) {
    return selection.anyOf().stream().anyMatch(selector -> !(selector instanceof ById))
        && selection.allOf().isEmpty()
        && selection.conditions().isEmpty();
  }

  /** The first of them, for people. */
  private static Optional<String> elevated(Rule rule, Safety safety) {
    for (GrantLine line : rule.grants()) {
      ScopeGlob scopes = anyScope(line.scope());
      Set<String> tools = new TreeSet<>();
      line.aim().tools().forEach(tool -> tools.add(tool.name()));
      for (ElevatedRoles elevated : safety.elevated()) {
        boolean possible = tools.contains(elevated.tool()) && elevated.scopes().meets(scopes);
        for (Wording role : possible ? line.roles() : List.<Wording>of()) {
          Optional<String> given = given(role, rule.selection(), elevated.roles());
          if (given.isPresent()) {
            return given.map(
                name -> "%s in '%s' of %s".formatted(name, line.scope(), elevated.tool()));
          }
        }
      }
    }
    return Optional.empty();
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
        .map(Capture::words)
        .forEach(listed -> listed.forEach(word -> words.add(Fold.fold(word.value()))));
    return names.stream()
        .filter(name -> words.isEmpty() || words.contains(Fold.fold(name)))
        .findFirst();
  }
}
