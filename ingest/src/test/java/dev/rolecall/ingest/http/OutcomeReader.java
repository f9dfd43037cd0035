package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.http.Conversation.Outcome;
import dev.rolecall.ingest.scim.Deviation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads what the directory holds in the end: {@code nothing}, or {@code user} and {@code group}
 * lines with the whole of each as JSON. {@code counted} names the deviations that were counted,
 * separated by commas; without it there were none. Each may go on in lines that begin with a space.
 */
final class OutcomeReader {

  private static final String NOTHING = "nothing";
  private static final String USER = "user ";
  private static final String GROUP = "group ";
  private static final String COUNTED = "counted ";
  private static final Set<String> KINDS =
      Arrays.stream(Deviation.values()).map(Deviation::label).collect(Collectors.toSet());

  private final List<ObjectNode> users = new ArrayList<>();
  private final List<ObjectNode> groups = new ArrayList<>();
  private final Set<String> counted = new TreeSet<>();
  private boolean isNothing;

  private OutcomeReader() {}

  static Outcome read(Lines lines) {
    OutcomeReader reader = new OutcomeReader();
    while (lines.hasNext()) {
      reader.entry(lines);
    }
    if (reader.isNothing != (reader.users.isEmpty() && reader.groups.isEmpty())) {
      throw lines.malformed("either users and groups are listed, or there is '" + NOTHING + "'");
    }
    return new Outcome(
        List.copyOf(reader.users), List.copyOf(reader.groups), Set.copyOf(reader.counted));
  }

  private void entry(Lines lines) {
    String line = lines.next();
    if (line.startsWith(USER)) {
      users.add(object(USER, line, lines));
    } else if (line.startsWith(GROUP)) {
      groups.add(object(GROUP, line, lines));
    } else if (line.startsWith(COUNTED)) {
      kinds(line, lines);
    } else if (line.equals(NOTHING)) {
      isNothing = true;
    } else if (!line.isBlank()) {
      throw lines.malformed("'user', 'group', 'counted' or '" + NOTHING + "' expected");
    }
  }

  private static ObjectNode object(String keyword, String first, Lines lines) {
    if (lines.json(rest(keyword, first, lines)) instanceof ObjectNode object) {
      return object;
    }
    throw lines.malformed("an object expected");
  }

  private static String rest(String keyword, String first, Lines lines) {
    StringBuilder text = new StringBuilder(first.substring(keyword.length()));
    while (lines.hasNext() && lines.peek().startsWith(" ")) {
      text.append(lines.next());
    }
    return text.toString();
  }

  private void kinds(String line, Lines lines) {
    for (String kind : rest(COUNTED, line, lines).split(",", -1)) {
      if (!KINDS.contains(kind.strip())) {
        throw lines.malformed("there is no deviation '" + kind.strip() + "'");
      }
      counted.add(kind.strip());
    }
  }
}
