package dev.rolecall.app.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.app.cli.Table;
import java.io.PrintWriter;
import java.util.List;

/** The results for people, and for programs. */
final class Report {

  private final List<Result> results;

  Report(List<Result> results) {
    this.results = List.copyOf(results);
  }

  boolean isWell() {
    return results.stream().noneMatch(Result.Problem.class::isInstance);
  }

  void print(PrintWriter out) {
    Table table = new Table("", "CHECK", "WHAT");
    for (Result result : results) {
      switch (result) {
        case Result.Fine(String check, String what) -> table.row("✓", check, what);
        case Result.Warning(String check, String what, String fix) ->
            table.row("!", check, what).row("", "", "→ " + fix);
        case Result.Problem(String check, String what, String fix) ->
            table.row("✗", check, what).row("", "", "→ " + fix);
      }
    }
    table.print(out, "");
    out.println(isWell() ? "no problem found" : "an identity provider would fail here");
    out.flush();
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("ok", isWell());
    var checks = json.putArray("checks");
    for (Result result : results) {
      ObjectNode check = checks.addObject().put("check", result.check());
      switch (result) {
        case Result.Fine fine -> check.put("result", "ok").put("what", fine.what());
        case Result.Warning warning ->
            check.put("result", "warning").put("what", warning.what()).put("fix", warning.fix());
        case Result.Problem problem ->
            check.put("result", "problem").put("what", problem.what()).put("fix", problem.fix());
      }
    }
    return json;
  }
}
