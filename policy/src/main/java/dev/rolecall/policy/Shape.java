package dev.rolecall.policy;

import dev.rolecall.policy.selector.Names;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.ScopeGlob;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@link ScopeShape} made ready to compare scopes with: text around at most one free part. */
final class Shape {

  private static final String NAME = "{}";
  private static final String PATH = "{**}";

  private final ScopeShape shape;
  private final Kind kind;
  private final String before;
  private final String after;

  private enum Kind {
    LITERAL,
    NAME,
    PATH
  }

  Shape(ScopeShape shape) {
    this.shape = shape;
    String pattern = shape.pattern();
    kind = pattern.contains(PATH) ? Kind.PATH : pattern.contains(NAME) ? Kind.NAME : Kind.LITERAL;
    String hole =
        switch (kind) {
          case LITERAL -> "";
          case NAME -> NAME;
          case PATH -> PATH;
        };
    int at = kind == Kind.LITERAL ? pattern.length() : pattern.indexOf(hole);
    before = pattern.substring(0, at);
    after = pattern.substring(at + hole.length());
    if (after.contains(NAME) || after.contains(PATH)) {
      throw new IllegalArgumentException("a scope has at most one free part: " + pattern);
    }
  }

  /** What a person has to do in such scopes; empty: nothing. */
  Optional<String> byHand() {
    return shape.byHand();
  }

  String pattern() {
    return shape.pattern();
  }

  RoleKind kind() {
    return shape.kind();
  }

  List<String> roles() {
    return shape.roles();
  }

  /** How high on the ladder, from 0; -1 when there is no such role. */
  int rank(String role) {
    return shape.roles().indexOf(role);
  }

  /** All scopes of this kind. */
  ScopeGlob scopes() {
    return new ScopeGlob(shape.pattern().replace(PATH, "**").replace(NAME, "*"));
  }

  /** The role and, on a ladder, all that are above it; none when there is no such role. */
  Set<String> from(String role) {
    int at = rank(role);
    if (at < 0) {
      return Set.of();
    }
    return switch (shape.kind()) {
      case LADDER -> Set.copyOf(shape.roles().subList(at, shape.roles().size()));
      case SET -> Set.of(role);
    };
  }

  /** A literal is closer than a typed prefix, which is closer than a free path. */
  int openness() {
    return switch (kind) {
      case LITERAL -> 0;
      case NAME -> 1;
      case PATH -> 2;
    };
  }

  boolean matches(String scope) {
    if (kind == Kind.LITERAL) {
      return scope.equals(before);
    }
    int free = scope.length() - before.length() - after.length();
    if (free <= 0
        || scope.length() > Names.MAX_LENGTH
        || !scope.startsWith(before)
        || !scope.endsWith(after)) {
      return false;
    }
    return fits(scope.substring(before.length(), before.length() + free));
  }

  private boolean fits(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c == ':' || Character.isISOControl(c) || (c == '/' && kind == Kind.NAME)) {
        return false;
      }
    }
    return Names.isPath(part);
  }

  /** The role as the tool spells it. */
  Optional<String> role(String text) {
    return shape.roles().contains(text)
        ? Optional.of(text)
        : shape.roles().stream()
            .filter(role -> Fold.fold(role).equals(Fold.fold(text)))
            .findFirst();
  }

  /** For messages. */
  @Override
  public String toString() {
    return shape.pattern() + " (" + shape.name() + ")";
  }
}
