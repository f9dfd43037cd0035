package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.StreamSupport;

/** What {@code why --all} prints: every rule that speaks of a person, for and against. */
final class EveryVoice {

  private EveryVoice() {}

  static void print(PrintWriter out, JsonNode answer) {
    JsonNode person = answer.path("person");
    out.println(Texts.person(person));
    out.println(moment(answer));
    out.println(policy(answer.path("policy")));
    if (!person.path("active").asBoolean()) {
      out.println("not active: holds nothing, whatever rules say");
    }
    out.println();
    gives(out, answer);
    list(out, "speak against:", sentences(answer, EveryVoice::isAgainst));
    List<String> others = sentences(answer, each -> isNotMeant(each) && hasGroup(each));
    list(out, "do not mean this person, though a group matches:", others);
    notMeantByAttributes(out, answer);
    list(out, "groups that nearly follow a convention:", nearMisses(answer.path("nearMisses")));
    if (answer.path("truncated").asBoolean()) {
      out.println("… and more: name a tool");
    }
    if (answer.has("decided")) {
      decided(out, answer);
    }
    out.flush();
  }

  /** What the directory knows has no past here. */
  private static String moment(JsonNode answer) {
    String at = Texts.time(answer.path("at"));
    return switch (answer.path("seen").asText()) {
      case "back" ->
          "today's groups, attributes and policy, looked at from "
              + at
              + "; what was decided then is at the end";
      case "ahead" -> "as of " + at + ", if nothing else changes";
      default -> "as of " + at;
    };
  }

  private static String policy(JsonNode policy) {
    if (!policy.isObject()) {
      return "no policy is in force: nobody's access changes";
    }
    String commit = policy.path("commit").asText("");
    return "policy "
        + Texts.shortDigest(policy.path("digest").asText())
        + (policy.path("commit").isTextual() ? " (commit " + Texts.shortDigest(commit) + ")" : "")
        + ", published "
        + Texts.time(policy.path("publishedAt"));
  }

  private interface Which {
    boolean test(JsonNode voice);
  }

  private static boolean isNotMeant(JsonNode voice) {
    return voice.path("fate").asText().equals("not_meant");
  }

  private static boolean isAgainst(JsonNode voice) {
    return voice.path("fate").asText().equals("against");
  }

  private static boolean hasGroup(JsonNode voice) {
    return voice.path("reason").path("group").isTextual();
  }

  /** Most rules for attributes mean somebody else: how many is all that a person wants to read. */
  private static void notMeantByAttributes(PrintWriter out, JsonNode answer) {
    int count = voices(answer, each -> isNotMeant(each) && !hasGroup(each)).size();
    if (count > 0) {
      out.println();
      out.println(count + " more ask for other attributes (--json lists them)");
    }
  }

  private static List<JsonNode> voices(JsonNode answer, Which which) {
    return StreamSupport.stream(answer.path("voices").spliterator(), false)
        .filter(which::test)
        .toList();
  }

  private static void gives(PrintWriter out, JsonNode answer) {
    Table table = new Table("TOOL", "SCOPE", "ROLE", "WHAT BECOMES OF IT", "RULE", "GROUP");
    for (JsonNode voice : voices(answer, each -> !isNotMeant(each) && !isAgainst(each))) {
      JsonNode reason = voice.path("reason");
      table.row(
          voice.path("tool").asText("-"),
          voice.path("scope").asText("-"),
          voice.path("role").asText("-"),
          VoiceTexts.fate(voice),
          VoiceTexts.rule(reason),
          reason.path("group").isTextual()
              ? Texts.path(reason) + " since " + Texts.time(reason.path("memberSince"))
              : "-");
    }
    if (table.isEmpty()) {
      out.println("no rule gives anything");
    } else {
      table.print(out, "");
    }
  }

  private static List<String> sentences(JsonNode answer, Which which) {
    return voices(answer, which).stream().map(EveryVoice::sentence).toList();
  }

  private static String sentence(JsonNode voice) {
    String tool = voice.path("tool").asText("");
    String scope = voice.path("scope").asText("");
    String where = (tool + " " + scope).strip();
    return (where.isEmpty() ? "" : where + ": ") + VoiceTexts.sentence(voice);
  }

  private static List<String> nearMisses(JsonNode misses) {
    return StreamSupport.stream(misses.spliterator(), false)
        .map(miss ->
            "%s is nearly %s of %s"
                .formatted(
                    miss.path("group").asText(),
                    miss.path("meant").isTextual()
                        ? miss.path("meant").asText()
                        : miss.path("template").asText(),
                    VoiceTexts.rule(miss)))
        .toList();
  }

  private static void list(PrintWriter out, String heading, List<String> lines) {
    if (!lines.isEmpty()) {
      out.println();
      out.println(heading);
      lines.forEach(line -> out.println("  " + line));
    }
  }

  private static void decided(PrintWriter out, JsonNode answer) {
    out.println();
    out.println("decided up to " + Texts.time(answer.path("at")) + ":");
    if (answer.path("decided").isEmpty()) {
      out.println("  nothing that is known here: the console's audit may begin later");
    }
    for (JsonNode each : answer.path("decided")) {
      out.println(
          "  "
              + each.path("tool").asText()
              + ": "
              + (each.path("roles").isEmpty()
                  ? "nothing"
                  : Texts.list(each.path("roles"), Texts::role))
              + ", decided "
              + Texts.time(each.path("at"))
              + " because of "
              + each.path("cause").path("request").asText());
      each.path("reasons").forEach(reason -> out.println("    rule " + VoiceTexts.reason(reason)));
    }
  }
}
