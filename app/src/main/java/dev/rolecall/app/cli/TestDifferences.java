package dev.rolecall.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.VoiceShapes;
import dev.rolecall.policy.Policy;
import dev.rolecall.policy.ResolvedGrant;
import dev.rolecall.policy.TestResult;
import dev.rolecall.policy.TestResult.Comparison;
import dev.rolecall.policy.TestVoices;
import dev.rolecall.policy.Voice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where a test and the policy differ, scope by scope: what was given that should not be, with the
 * rules that gave it, and what was not given, with the rules that stood against it.
 */
final class TestDifferences {

  /** What a person can read about one scope. */
  private static final int MOST_VOICES = 20;

  private TestDifferences() {}

  static List<JsonNode> of(TestResult result, Policy policy) {
    if (result.passed()) {
      return List.of();
    }
    List<Voice> voices = TestVoices.of(result, policy);
    List<JsonNode> differences = new ArrayList<>();
    for (Comparison compared : result.compared()) {
      SortedSet<String> scopes = new TreeSet<>(compared.expected().keySet());
      scopes.addAll(compared.actual().keySet());
      for (String scope : scopes) {
        SortedSet<String> expected = roles(compared.expected().get(scope));
        SortedSet<String> actual = roles(compared.actual().get(scope));
        if (!expected.equals(actual)) {
          differences.add(difference(compared, scope, expected, actual, voices));
        }
      }
    }
    return differences;
  }

  private static SortedSet<String> roles(@Nullable SortedSet<String> set) {
    return set == null ? Collections.emptySortedSet() : set;
  }

  private static ObjectNode difference(
      Comparison compared,
      String scope,
      SortedSet<String> expected,
      SortedSet<String> actual,
      List<Voice> voices) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("tool", compared.tool());
    json.put("scope", scope);
    expected.forEach(json.putArray("expected")::add);
    actual.forEach(json.putArray("actual")::add);
    ArrayNode wrong = json.putArray("wrong");
    for (ResolvedGrant grant : compared.grants()) {
      if (grant.scope().equals(scope) && !expected.contains(grant.role())) {
        ObjectNode each = wrong.addObject();
        each.put("role", grant.role());
        ArrayNode reasons = each.putArray("reasons");
        grant.reasons().forEach(reason -> reasons.add(VoiceShapes.of(reason)));
      }
    }
    ArrayNode against = json.putArray("against");
    if (!actual.containsAll(expected)) {
      against(voices, compared.tool(), scope).stream()
          .limit(MOST_VOICES)
          .forEach(voice -> against.add(VoiceShapes.of(voice)));
    }
    return json;
  }

  /** What fell in this cell; else what speaks of no cell and may be what was meant. */
  private static List<Voice> against(List<Voice> voices, String tool, String scope) {
    List<Voice> here =
        voices.stream()
            .filter(voice -> tool.equals(voice.tool()) && scope.equals(voice.scope()))
            .toList();
    return here.isEmpty()
        ? voices.stream().filter(TestDifferences::mayBeMeant).toList()
        : here.stream().filter(voice -> !stands(voice)).toList();
  }

  /** What takes, and does not mean the person, took nothing. */
  private static boolean mayBeMeant(Voice voice) {
    boolean gives =
        switch (voice.kind()) {
          case RULE -> true;
          case TEMPORARY -> true;
          case CAP -> false;
          case DENY -> false;
          case SEPARATION -> false;
        };
    return voice.scope() == null && (gives || voice.fate() == Voice.Fate.AGAINST);
  }

  private static boolean stands(Voice voice) {
    return voice.fate() == Voice.Fate.GIVEN || voice.fate() == Voice.Fate.LOWERED;
  }

  /** As {@code gitlab payments: expected developer, got maintainer}. */
  static String headline(JsonNode difference) {
    return "%s %s: expected %s, got %s"
        .formatted(
            difference.path("tool").asText(),
            difference.path("scope").asText(),
            roles(difference.path("expected")),
            roles(difference.path("actual")));
  }

  private static String roles(JsonNode roles) {
    return roles.isEmpty() ? "nothing" : Texts.list(roles, JsonNode::asText);
  }

  /** The headline, and below it why. */
  static List<String> lines(JsonNode difference) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(difference));
    for (JsonNode wrong : difference.path("wrong")) {
      for (JsonNode reason : wrong.path("reasons")) {
        lines.add("  " + wrong.path("role").asText() + " by " + VoiceTexts.reason(reason));
      }
    }
    difference.path("against").forEach(voice -> lines.add("  " + VoiceTexts.sentence(voice)));
    boolean missing = difference.path("expected").size() > 0 && difference.path("actual").isEmpty();
    if (missing && difference.path("against").isEmpty()) {
      lines.add("  no rule speaks for it");
    }
    return lines;
  }
}
