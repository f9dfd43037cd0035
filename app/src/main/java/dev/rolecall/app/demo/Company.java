package dev.rolecall.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.cli.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** People × tools, as the tools have it, read through the operators' API. */
final class Company {

  static final List<String> TOOLS = List.of("drone", "gitlab");

  private final Operator operator;
  private final PrintWriter out;

  Company(Operator operator, PrintWriter out) {
    this.operator = operator;
    this.out = out;
  }

  void print() {
    SortedMap<String, Map<String, String>> people = new TreeMap<>();
    people.put(Idp.address("ada"), new TreeMap<>());
    for (String tool : TOOLS) {
      for (JsonNode holder : operator.get("/who?tool=" + tool).path("holders")) {
        people
            .computeIfAbsent(holder.path("userName").asText(), name -> new TreeMap<>())
            .merge(
                tool,
                holder.path("scope").asText() + ":" + holder.path("role").asText(),
                (before, more) -> before + " " + more);
      }
    }
    Table table = new Table("PERSON", "DRONE", "GITLAB");
    people.forEach((name, roles) ->
        table.row(name, roles.getOrDefault("drone", "-"), roles.getOrDefault("gitlab", "-")));
    out.println();
    table.print(out, "  ");
  }
}
