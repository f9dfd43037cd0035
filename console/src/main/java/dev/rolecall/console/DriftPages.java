package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.adopt.DriftRow;
import dev.rolecall.policy.adopt.DriftRow.Verdict;
import dev.rolecall.policy.adopt.DriftTable;
import java.util.List;

/** What access wants beside what a tool has, as of its last sweep. */
final class DriftPages {

  /** What a terminal can show; the CSV has all. */
  private static final int MOST_ROWS = 10_000;

  private final Surveys surveys;
  private final RoleRanks ranks;

  DriftPages(Surveys surveys, PolicyTools tools) {
    this.surveys = surveys;
    this.ranks = new RoleRanks(tools.tools());
  }

  private record Found(Survey survey, DriftTable table) {}

  private Found found(Request request) {
    return surveys.of(
        request.required("name"),
        person -> {},
        survey ->
            new Found(
                survey,
                DriftTable.of(survey.tool(), ranks, new DriftHolders(survey, ranks).all())));
  }

  /** Without {@code all=true} only what is unexplained or missing. */
  JsonNode drift(Request request) {
    boolean all = request.flag("all");
    Found found = found(request);
    ObjectNode json = Shapes.object();
    json.put("tool", found.survey().tool());
    Shapes.time(json, "asOf", found.survey().asOf().orElse(null));
    ObjectNode counts = json.putObject("counts");
    found.table().verdicts().forEach((verdict, count) -> counts.put(Shapes.word(verdict), count));
    ObjectNode reasons = json.putObject("reasons");
    found.table().reasons().forEach((reason, count) -> reasons.put(reason.word(), count));
    List<DriftRow> rows =
        found.table().rows().stream()
            .filter(row -> all || row.verdict() != Verdict.EXPLAINED)
            .toList();
    ArrayNode cells = json.putArray("cells");
    rows.stream().limit(MOST_ROWS).forEach(row -> cells.add(row(row)));
    json.put("truncated", rows.size() > MOST_ROWS);
    return json;
  }

  private static ObjectNode row(DriftRow row) {
    ObjectNode json = Shapes.object();
    json.put("verdict", Shapes.word(row.verdict()));
    json.put("reason", row.reason().word());
    json.put("kind", kind(row));
    json.put("holder", row.holder());
    json.put("name", row.name());
    json.put("scope", row.scope());
    json.put("held", row.held().orElse(null));
    json.put("wanted", row.wanted().orElse(null));
    json.put("origin", row.origin().map(Shapes::word).orElse(null));
    return json;
  }

  private static String kind(DriftRow row) {
    return Shapes.word(row.kind()).replace('_', ' ');
  }

  /** All of it, one cell a line. */
  Download table(Request request) {
    Found found = found(request);
    return new Download(
        found.survey().tool() + "-drift.csv",
        "text/csv; charset=utf-8",
        to -> {
          CsvRows rows = new CsvRows(to);
          rows.row(
              "verdict", "reason", "kind", "holder", "name", "scope", "held", "wanted", "origin");
          for (DriftRow row : found.table().rows()) {
            rows.row(
                Shapes.word(row.verdict()),
                row.reason().word(),
                kind(row),
                row.holder(),
                row.name(),
                row.scope(),
                row.held().orElse(null),
                row.wanted().orElse(null),
                row.origin().map(Shapes::word).orElse(null));
          }
          rows.end();
        });
  }
}
