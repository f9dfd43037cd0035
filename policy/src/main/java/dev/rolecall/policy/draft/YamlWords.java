package dev.rolecall.policy.draft;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as YAML 1.2 has them: plain where nothing else could be meant, else in double quotes. */
final class YamlWords {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./@-]*");

  /** Read as something else than text, by this version of YAML or an older one. */
  private static final Set<String> RESERVED =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private YamlWords() {}

  static String word(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !RESERVED.contains(lower(text));
    return plain ? text : quoted(text);
  }

  static String list(Collection<String> texts) {
    return texts.stream().map(YamlWords::word).collect(Collectors.joining(", ", "[", "]"));
  }

  /** One alone without brackets. */
  static String oneOrList(Collection<String> texts) {
    return texts.size() == 1 ? word(texts.iterator().next()) : list(texts);
  }

  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** In days where it is whole days: a policy has no longer unit. */
  static String duration(Duration duration) {
    return duration.equals(Duration.ofDays(duration.toDays()))
        ? "P" + duration.toDays() + "D"
        : "PT" + duration.toSeconds() + "S";
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> quoted.append(escaped(point)));
    return quoted.append('"').toString();
  }

  private static String escaped(int point) {
    if (point == '"' || point == '\\') {
      return "\\" + (char) point;
    }
    boolean readable = (point >= ' ' && point < 0x7f) || Character.isLetterOrDigit(point);
    if (readable) {
      return Character.toString(point);
    }
    return point <= 0xffff ? "\\u%04X".formatted(point) : "\\U%08X".formatted(point);
  }

  /** Whether it can be written at all: half a surrogate pair cannot. */
  static boolean isWritable(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
