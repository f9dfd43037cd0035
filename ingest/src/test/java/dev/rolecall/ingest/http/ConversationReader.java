package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.Conversation.Shape.DOCUMENTED;
import static dev.rolecall.ingest.http.Conversation.Shape.INFERRED_LOW;
import static dev.rolecall.ingest.http.Conversation.Shape.INFERRED_MEDIUM;
import static dev.rolecall.ingest.http.Conversation.Shape.OBSERVED;

import dev.rolecall.ingest.http.Conversation.Exchange;
import dev.rolecall.ingest.http.Conversation.Outcome;
import dev.rolecall.ingest.http.Conversation.Shape;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a conversation. It begins with comments: what it is about, {@code # source:} for each
 * public source, and {@code # shape:} for how certain the shape is, and {@code # profile:} where
 * the directory's is not {@code auto}. Each exchange follows under {@code ### what happens}; {@link
 * ExchangeReader} reads it. The last heading is {@code ### Then the directory holds}; {@link
 * OutcomeReader} reads what stands there.
 *
 * <p>Whatever it cannot read is an error with its line: a conversation that says nothing must not
 * pass.
 */
final class ConversationReader {

  private static final String HEADING = "### ";
  private static final String OUTCOME = "Then the directory holds";
  private static final String SOURCE = "source:";
  private static final String SHAPE = "shape:";
  private static final String PROFILE = "profile:";
  private static final Map<String, Shape> SHAPES =
      Map.of(
          "documented", DOCUMENTED,
          "observed", OBSERVED,
          "inferred, medium confidence", INFERRED_MEDIUM,
          "inferred, low confidence", INFERRED_LOW);

  private final List<String> sources = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private Optional<Shape> shape = Optional.empty();
  private Profile profile = Profile.AUTO;
  private Optional<Outcome> outcome = Optional.empty();

  private ConversationReader() {}

  static Conversation read(String name, String text) {
    return new ConversationReader().conversation(name, Lines.of(name, text));
  }

  private Conversation conversation(String name, Lines lines) {
    while (lines.hasNext() && !lines.peek().startsWith(HEADING)) {
      comment(lines);
    }
    while (lines.hasNext()) {
      block(lines);
    }
    if (sources.isEmpty()) {
      throw lines.malformed("no '# source:' says where the shape is from");
    }
    if (exchanges.isEmpty()) {
      throw lines.malformed("there is no exchange");
    }
    return new Conversation(
        name,
        List.copyOf(sources),
        shape.orElseThrow(() -> lines.malformed("no '# shape:' says how certain it is")),
        profile,
        List.copyOf(exchanges),
        outcome.orElseThrow(
            () -> lines.malformed("the last heading is '" + HEADING + OUTCOME + "'")));
  }

  private void comment(Lines lines) {
    String line = lines.next();
    if (line.isBlank()) {
      return;
    }
    if (!line.startsWith("# ")) {
      throw lines.malformed("before the first heading there are only comments");
    }
    String comment = line.substring(2).strip();
    if (comment.startsWith(SOURCE)) {
      sources.add(comment.substring(SOURCE.length()).strip());
    } else if (comment.startsWith(SHAPE)) {
      Shape known = SHAPES.get(comment.substring(SHAPE.length()).strip());
      if (known == null) {
        throw lines.malformed("a shape is one of " + SHAPES.keySet().stream().sorted().toList());
      }
      shape = Optional.of(known);
    } else if (comment.startsWith(PROFILE)) {
      profile = profile(comment.substring(PROFILE.length()).strip(), lines);
    }
  }

  private static Profile profile(String name, Lines lines) {
    return Arrays.stream(Profile.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> lines.malformed("there is no profile '" + name + "'"));
  }

  private void block(Lines lines) {
    if (outcome.isPresent()) {
      throw lines.malformed("nothing may follow what the directory holds");
    }
    String title = lines.next().substring(HEADING.length()).strip();
    List<String> block = new ArrayList<>();
    int from = lines.number();
    while (lines.hasNext() && !lines.peek().startsWith(HEADING)) {
      block.add(lines.next());
    }
    Lines inside = lines.within(block, from);
    if (title.equals(OUTCOME)) {
      outcome = Optional.of(OutcomeReader.read(inside));
    } else {
      exchanges.add(ExchangeReader.read(title, inside));
    }
  }
}
