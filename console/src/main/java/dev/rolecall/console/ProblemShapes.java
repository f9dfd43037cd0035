package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.rolecall.policy.Problem;
import java.util.List;

/** How problems of policies look in the API; {@code policy check} tells them alike without it. */
public final class ProblemShapes {

  private ProblemShapes() {}

  public static ArrayNode of(List<Problem> problems) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Problem problem : problems) {
      json.addObject()
          .put("file", problem.file())
          .put("line", problem.line())
          .put("column", problem.column())
          .put("severity", Shapes.word(problem.severity()))
          .put("message", problem.message())
          .put("remedy", problem.remedy());
    }
    return json;
  }
}
