package dev.rolecall.policy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.rolecall.policy.selector.Names;
import dev.rolecall.policy.text.Fold;
import dev.rolecall.policy.text.ScopeGlob;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A {@link ScopeShape} made ready to compare scopes with. */
final class Shape {
  private static final String NAME = "{}";
  private static final String PATH = "{**}";

  private final ScopeShape shape;
  private final Pattern pattern;

  Shape(ScopeShape shape) {
    this.shape = shape;
    StringBuilder expression = new StringBuilder();
    String text = shape.pattern();
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(NAME, at)) {
        expression.append("([^/:\\p{Cc}]+)");
        at += NAME.length();
      } else if (text.startsWith(PATH, at)) {
        expression.append("([^:\\p{Cc}]+)");
        at += PATH.length();
      } else {
        expression.append(Pattern.quote(text.substring(at, at + 1)));
        at++;
      }
    }
    pattern = Pattern.compile(expression.toString());
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

  /** All scopes of this kind. */
  ScopeGlob scopes() {
    return new ScopeGlob(shape.pattern().replace(PATH, "**").replace(NAME, "*"));
  }

  /** The role and, on a ladder, all that are above it; none when there is no such role. */
  Set<String> from(String role) {
    int at = shape.roles().indexOf(role);
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
    return shape.pattern().contains(PATH) ? 2 : shape.pattern().contains(NAME) ? 1 : 0;
  }

  boolean matches(String scope) {
    if (scope.length() > Names.MAX_LENGTH) {
      return false;
    }
    Matcher matcher = pattern.matcher(scope);
    if (!matcher.matches()) {
      return false;
    }
    for (int group = 1; group <= matcher.groupCount(); group++) {
      if (!Names.isPath(matcher.group(group))) {
        return false;
      }
    }
    return true;
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
