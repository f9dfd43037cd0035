package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** How what rules say about a person reads in a terminal. */
final class VoiceTexts {

  private VoiceTexts() {}

  /** The rule with its place, the group it matched, and the cap that lowered it. */
  static String reason(JsonNode reason) {
    return rule(reason)
        + (reason.path("group").isTextual() ? ", group " + Texts.path(reason) : "")
        + capped(reason);
  }

  /** As {@code payments-team (10-engineering.yaml:12)}. */
  static String rule(JsonNode reason) {
    return "%s (%s:%s)"
        .formatted(
            reason.path("rule").asText(),
            reason.path("file").asText(),
            reason.path("line").asText());
  }

  /** As {@code , capped from maintainer by contractors (20-contractors.yaml:8)}; "" when not. */
  static String capped(JsonNode reason) {
    JsonNode lowered = reason.path("lowered");
    return lowered.isObject()
        ? ", capped from %s by %s".formatted(lowered.path("from").asText(), rule(lowered))
        : "";
  }

  /** What became of what a rule says. */
  static String fate(JsonNode voice) {
    String by = voice.path("by").isObject() ? " by " + rule(voice.path("by")) : "";
    String fate =
        switch (voice.path("fate").asText()) {
          case "given" -> "given" + until(voice);
          case "outranked" -> "outranked" + by + until(voice);
          case "lowered" -> lowered(voice.path("reason").path("lowered")) + by + until(voice);
          case "capped" -> "capped to nothing" + by;
          case "denied" -> "denied" + by;
          case "withheld" -> "withheld" + by;
          case "over" -> "over since " + Texts.time(voice.path("until"));
          case "not_yet" -> "begins " + Texts.time(voice.path("from"));
          case "no_end" -> "withheld: its end is not known";
          case "unknown" -> "the tool has no such scope or role";
          case "against" -> "speaks against";
          case "not_meant" -> "does not mean this person";
          // A console of a later version.
          default -> voice.path("fate").asText();
        };
    return voice.path("detail").isTextual() ? fate + ": " + voice.path("detail").asText() : fate;
  }

  private static String until(JsonNode voice) {
    return voice.path("until").isTextual() ? " until " + Texts.time(voice.path("until")) : "";
  }

  private static String lowered(JsonNode lowered) {
    return lowered.isObject() ? "lowered from " + lowered.path("from").asText() : "lowered";
  }

  /** One line about one voice. */
  static String sentence(JsonNode voice) {
    String kind = voice.path("kind").asText();
    String role = voice.path("role").isTextual() ? " → " + voice.path("role").asText() : "";
    JsonNode reason = voice.path("reason");
    String group = reason.path("group").isTextual() ? ", group " + Texts.path(reason) : "";
    return kind + " " + rule(reason) + group + role + ": " + fate(voice);
  }
}
