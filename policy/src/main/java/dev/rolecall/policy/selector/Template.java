package dev.rolecall.policy.selector;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.rolecall.policy.text.Fold;
import java.util.Arrays;
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

  private static final String SOMETHING = "x";

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

  /** Text that each matching name starts with, folded. */
  public String foldedPrefix() {
    return pieces.getFirst() instanceof Piece.Text first ? Fold.fold(first.text()) : "";
  }

  @Override
  public List<Capture> captures() {
    return captures;
  }

  @Override
  public Optional<Map<String, String>> match(NamedGroup group) {
    return match(group.name(), false);
  }

  /**
   * As {@link #match(NamedGroup)}, but in place of a list of words anything may stand: what
   * somebody probably meant who mistyped a word.
   */
  public Optional<Map<String, String>> matchLoosely(String groupName) {
    return match(groupName, true);
  }

  /** A name that it matches, for checks before any name is known. */
  public String sample() {
    Map<String, String> values = new HashMap<>();
    for (Capture capture : captures) {
      values.put(
          capture.name(),
          capture.isFree() ? SOMETHING : capture.words().getFirst().text().replace("*", SOMETHING));
    }
    return fill(values);
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
      taken.put(capture.name(), loosely ? value : made(capture, value));
    }
    return Optional.of(taken);
  }

  /** What the capture makes of a part of a name; a word becomes its value as the policy has it. */
  private String made(Capture capture, String value) {
    for (Capture.Word word : capture.words()) {
      if (!word.isGlob() && folded(word.text()).equals(folded(value))) {
        return capture.made(word.value());
      }
    }
    return capture.made(value);
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

  private String alternatives(List<Capture.Word> words) {
    return words.stream().map(word -> expression(word.text())).collect(Collectors.joining("|"));
  }

  private String expression(String word) {
    return Arrays.stream(word.split("\\*", -1))
        .map(part -> part.isEmpty() ? "" : Pattern.quote(folded(part)))
        .collect(Collectors.joining(Names.SOME));
  }

  @Override
  public String toString() {
    return text;
  }
}
