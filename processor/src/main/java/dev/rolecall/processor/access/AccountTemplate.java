package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Text with expressions in braces, as in {@code {userName|before-at}-ci}. */
record AccountTemplate(List<Part> parts) {

  /** A login of more pieces than this is a mistake. */
  private static final int MOST_PARTS = 16;

  sealed interface Part {
    record Literal(String text) implements Part {}

    record Value(AccountExpression expression) implements Part {}
  }

  AccountTemplate {
    parts = List.copyOf(parts);
  }

  /** Reads a template; problems are added to the list. */
  static Optional<AccountTemplate> parse(String text, List<String> problems) {
    int known = problems.size();
    List<Part> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length() && parts.size() <= MOST_PARTS) {
      int open = text.indexOf('{', from);
      int close = text.indexOf('}', from);
      if (open < 0 && close < 0) {
        parts.add(new Part.Literal(text.substring(from)));
        break;
      }
      if (open < 0 || close < open) {
        problems.add("'%s': braces do not match".formatted(text));
        break;
      }
      if (open > from) {
        parts.add(new Part.Literal(text.substring(from, open)));
      }
      AccountExpression.parse(text.substring(open + 1, close), problems)
          .ifPresent(expression -> parts.add(new Part.Value(expression)));
      from = close + 1;
    }
    if (problems.size() == known && parts.stream().noneMatch(Part.Value.class::isInstance)) {
      problems.add("'%s': names the same account for everybody; use {userName}".formatted(text));
    }
    if (parts.size() > MOST_PARTS) {
      problems.add("'%s': more than %d parts".formatted(text, MOST_PARTS));
    }
    return problems.size() > known ? Optional.empty() : Optional.of(new AccountTemplate(parts));
  }

  /** The text for a person; empty when one of its expressions has no value. */
  Optional<String> value(User user) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String literal) -> text.append(literal);
        case Part.Value(AccountExpression expression) -> {
          Optional<String> value = expression.value(user);
          if (value.isEmpty()) {
            return Optional.empty();
          }
          text.append(value.get());
        }
      }
    }
    return Optional.of(text.toString());
  }

  /** As it stands in the configuration. */
  String text() {
    return parts.stream()
        .map(part ->
            switch (part) {
              case Part.Literal(String literal) -> literal;
              case Part.Value(AccountExpression expression) -> "{" + expression.text() + "}";
            })
        .collect(Collectors.joining());
  }
}
