package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.Loaded;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.policy.draft.Drafter;
import dev.rolecall.policy.draft.LeftOver;
import dev.rolecall.policy.draft.PolicyDraft;
import dev.rolecall.policy.draft.ProposedRule;
import dev.rolecall.policy.draft.Terms;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Proposes a policy from what people hold in a tool today. */
final class DraftPages {

  /** What a terminal can show of what nobody could write down. */
  private static final int MOST_LEFT_OVER = 1_000;

  /** Of all files of a bundle together, as policies have it. */
  private static final int LARGEST_BUNDLE = 900 * 1024;

  private static final int PERCENT = 90;
  private static final int EXCESS = 5;

  private final Surveys surveys;
  private final PolicyTools tools;
  private final PolicyInForce policy;

  DraftPages(Surveys surveys, PolicyTools tools, PolicyInForce policy) {
    this.surveys = surveys;
    this.tools = tools;
    this.policy = policy;
  }

  JsonNode draft(Request request) {
    String tool = surveys.connected(request.required("name")).name();
    Optional<PolicyInForce.Ready> inForce = policy.now();
    List<PolicyFile> files =
        inForce.map(ready -> BundleFiles.of(ready.bundle().getBundle())).orElseGet(List::of);
    Terms usual = terms(request, tool, files);
    Terms terms =
        inForce
            .flatMap(ready -> ready.policy().temporaryLimits())
            .map(usual::withLimits)
            .orElse(usual);
    DraftPeople people =
        new DraftPeople(tool, inForce.map(PolicyInForce.Ready::policy), request.at());
    ToolShape shape = tools.tools().byName().get(tool);
    if (shape == null) {
      throw new Refused(409, "policies cannot name " + tool + ": it has no scopes");
    }
    return surveys.of(
        tool,
        people::add,
        survey -> {
          PolicyDraft draft = Drafter.draft(tool, shape, people.holding(survey), terms);
          ObjectNode json = json(draft);
          Shapes.time(json, "asOf", survey.asOf().orElse(null));
          problems(json, draft, files);
          return json;
        });
  }

  private static Terms terms(Request request, String tool, List<PolicyFile> files) {
    JsonNode body = request.body();
    int share = body.path("share").asInt(PERCENT);
    if (share < 1 || share > 100) {
      throw new Refused(400, "'share' should be a percentage from 1 to 100");
    }
    Instant from = request.at().truncatedTo(ChronoUnit.SECONDS);
    int used =
        files.stream()
            .mapToInt(file -> file.content().getBytes(StandardCharsets.UTF_8).length)
            .sum();
    Terms terms =
        Terms.defaults(name(tool, files), from)
            .withShare(share, body.path("excess").asInt(EXCESS))
            .withRoom(Math.clamp((long) LARGEST_BUNDLE - used, 1, Terms.ROOM));
    return until(body, from).map(terms::withExceptions).orElse(terms);
  }

  private static Optional<Duration> until(JsonNode body, Instant from) {
    if (!body.path("exceptionsUntil").isTextual()) {
      return Optional.empty();
    }
    try {
      Instant until =
          LocalDate.parse(body.path("exceptionsUntil").asText())
              .atStartOfDay(ZoneOffset.UTC)
              .toInstant();
      if (!until.isAfter(from)) {
        throw new Refused(400, "'exceptionsUntil' should be a day that is yet to come");
      }
      return Optional.of(Duration.between(from, until));
    } catch (DateTimeException e) {
      throw new Refused(400, "'exceptionsUntil' should be a day like 2026-12-31");
    }
  }

  /** Ids begin with it; a draft that is in force already keeps its own. */
  private static String name(String tool, List<PolicyFile> files) {
    String name = "draft-" + tool.substring(0, Math.min(tool.length(), 36));
    String fresh = name;
    for (int number = 2; isUsed(fresh, files); number++) {
      fresh = name + "-" + number;
    }
    return fresh;
  }

  /** Also in a longer name: one number too many does no harm. */
  private static boolean isUsed(String name, List<PolicyFile> files) {
    return files.stream().anyMatch(file -> file.content().contains(name));
  }

  private static ObjectNode json(PolicyDraft draft) {
    ObjectNode json = Shapes.object();
    json.put("tool", draft.tool());
    PolicyDraft.Coverage coverage = draft.coverage();
    ObjectNode counts = json.putObject("coverage");
    counts.put("observed", coverage.observed());
    counts.put("inForce", coverage.inForce());
    counts.put("byRules", coverage.byRules());
    counts.put("byExceptions", coverage.byExceptions());
    counts.put("leftOver", coverage.leftOver());
    counts.put("gaining", coverage.gaining());
    counts.put("gained", coverage.gained());
    ArrayNode rules = json.putArray("rules");
    draft.rules().forEach(rule -> rules.add(rule(rule)));
    json.put("exceptions", draft.exceptions().size());
    ArrayNode left = json.putArray("leftOver");
    draft.leftOver().stream().limit(MOST_LEFT_OVER).forEach(each -> left.add(leftOver(each)));
    ArrayNode files = json.putArray("files");
    draft
        .files()
        .forEach(file -> files.addObject().put("path", file.path()).put("content", file.content()));
    return json;
  }

  private static ObjectNode rule(ProposedRule rule) {
    ObjectNode json = Shapes.object();
    json.put("id", rule.id());
    json.put("kind", Shapes.word(rule.kind()));
    ArrayNode groups = json.putArray("groups");
    rule.selectors().forEach(groups::add);
    rule.groupIds().forEach(groups::add);
    ArrayNode gives = json.putArray("gives");
    rule.gives().forEach(cell -> gives.add(cell.scope() + ":" + cell.role()));
    json.put("members", rule.members());
    json.put("explains", rule.explains());
    json.put("excess", rule.excess());
    json.put("precision", rule.precision());
    return json;
  }

  private static ObjectNode leftOver(LeftOver left) {
    ObjectNode json = Shapes.object();
    json.put("person", left.person());
    json.put("userName", left.userName());
    json.put("scope", left.cell().scope());
    json.put("role", left.cell().role());
    json.put("why", Shapes.word(left.why()).replace('_', '-'));
    json.put("detail", left.detail());
    return json;
  }

  /** What keeps the draft from being used beside the policy in force. */
  private void problems(ObjectNode json, PolicyDraft draft, List<PolicyFile> inForce) {
    List<PolicyFile> together = new ArrayList<>(inForce);
    together.addAll(draft.files());
    json.set(
        "problems",
        switch (Policies.load(together, tools.tools())) {
          case Loaded.Usable usable -> ProblemShapes.of(List.of());
          case Loaded.Broken broken ->
              draft.files().isEmpty()
                  ? ProblemShapes.of(List.of())
                  : ProblemShapes.of(broken.problems());
        });
  }
}
