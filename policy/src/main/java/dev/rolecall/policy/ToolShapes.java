package dev.rolecall.policy;

import dev.rolecall.policy.text.Nearest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A configured tool with its scopes, those that say most first. */
record ToolShapes(
    String name, @Nullable String family, List<Shape> shapes, List<BoundShape> bindings) {

  static ToolShapes of(String name, ToolShape shape) {
    return new ToolShapes(
        name,
        shape.family(),
        shape.scopes().stream()
            .map(Shape::new)
            .sorted(Comparator.comparingInt(Shape::openness))
            .toList(),
        shape.bindings().stream().map(BoundShape::new).toList());
  }

  static SortedSet<String> names(Collection<ToolShapes> tools) {
    SortedSet<String> names = new TreeSet<>();
    tools.forEach(tool -> names.add(tool.name()));
    return names;
  }

  Optional<Shape> of(String scope) {
    return shapes.stream().filter(shape -> shape.matches(scope)).findFirst();
  }

  String noSuchScope(String scope) {
    return "%s has no scope '%s'".formatted(name, scope);
  }

  String scopesThereAre(String scope) {
    List<String> literals =
        shapes.stream().filter(shape -> shape.openness() == 0).map(Shape::pattern).toList();
    String all = shapes.stream().map(Shape::toString).collect(Collectors.joining(", "));
    return Nearest.to(scope, literals)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("scopes are: " + all);
  }

  String noSuchRole(String role, Shape shape) {
    return "%s has no role '%s' in %s".formatted(name, role, shape);
  }

  static String rolesThereAre(String role, Shape shape) {
    String separator =
        switch (shape.kind()) {
          case LADDER -> " < ";
          case SET -> ", ";
        };
    String all = "roles are: " + String.join(separator, shape.roles());
    return Nearest.to(role, shape.roles())
        .map(near -> "did you mean '" + near + "'? " + all)
        .orElse(all);
  }
}
