package dev.rolecall.policy.selector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.rolecall.policy.text.Fold;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Names that follow a convention. Matches in time linear in the name (RE2). Where a name could be
 * cut in several ways, a free capture takes as little as it can, from left to right.
 */
public final class Template implements Selector {
  /** One piece of a template. */
  sealed interface Piece {
    record Text(String text) implements Piece {}

    record Hole(Capture capture) implements Piece {}
  }

  private final String text;
  private final boolean exact;
  private final List<Piece> pieces;
  private final List<Capture> captures;
  private final Pattern pattern;
  private final Pattern loose;

  Template(String text, boolean exact, List<Piece> pieces) {
    this.text = text;
    this.exact = exact;
    this.pieces = List.copyOf(pieces);
    captures =
        pieces.stream()
            .filter(Piece.Hole.class::isInstance)
            .map(piece -> ((Piece.Hole) piece).capture())
            .toList();
    pattern = Pattern.compile(expression(false));
    loose = Pattern.compile(expression(true));
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public String foldedPrefix() {
    return pieces.getFirst() instanceof Piece.Text first ? Fold.fold(first.text()) : "";
  }

  @Override
  public List<Capture> captures() {
    return captures;
  }

  @Override
  public Optional<Map<String, String>> match(String groupName) {
    return match(groupName, false);
  }

  /**
   * As {@link #match}, but in place of a list of words anything may stand: what somebody probably
   * meant who mistyped a word.
   */
  public Optional<Map<String, String>> matchLoosely(String groupName) {
    return match(groupName, true);
  }

  /** The name that captures of these values belong to. */
  public String fill(Map<String, String> values) {
    return pieces.stream()
        .map(piece ->
            switch (piece) {
              case Piece.Text literal -> literal.text();
              case Piece.Hole hole ->
                  values.getOrDefault(hole.capture().name(), "{" + hole.capture().name() + "}");
            })
        .collect(Collectors.joining());
  }

  private Optional<Map<String, String>> match(String groupName, boolean loosely) {
    if (groupName.length() > Names.MAX_LENGTH) {
      return Optional.empty();
    }
    Matcher matcher = (loosely ? loose : pattern).matcher(folded(groupName));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> taken = new HashMap<>();
    for (int i = 0; i < captures.size(); i++) {
      Capture capture = captures.get(i);
      String value = groupName.substring(matcher.start(i + 1), matcher.end(i + 1));
      if (capture.isFree() && !Names.isPath(value)) {
        return Optional.empty();
      }
      taken.put(capture.name(), capture.isFree() || loosely ? value : spelled(capture, value));
    }
    return Optional.of(taken);
  }

  /** A word as the policy spells it. */
  private String spelled(Capture capture, String value) {
    return capture.words().stream()
        .filter(word -> folded(word).equals(folded(value)))
        .findFirst()
        .orElse(value);
  }

  private String folded(String name) {
    return exact ? name : Fold.fold(name);
  }

  private String expression(boolean loosely) {
    return pieces.stream()
        .map(piece ->
            switch (piece) {
              case Piece.Text literal -> Pattern.quote(folded(literal.text()));
              case Piece.Hole hole -> "(" + expression(hole.capture(), loosely) + ")";
            })
        .collect(Collectors.joining());
  }

  private String expression(Capture capture, boolean loosely) {
    return switch (capture.kind()) {
      case ONE -> Names.ONE;
      case PATH -> Names.PATH;
      case WORDS -> loosely ? Names.ONE : alternatives(capture.words());
    };
  }

  private String alternatives(List<String> words) {
    return words.stream().map(word -> Pattern.quote(folded(word))).collect(Collectors.joining("|"));
  }

  @Override
  public String toString() {
    return text;
  }
}
