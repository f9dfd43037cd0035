package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.PlanJobs.State;
import dev.rolecall.console.Planner.Planned;

/** What a policy would change: begun by one request, asked for by others. */
final class PlanPages {

  private final PlanJobs jobs;
  private final People people;

  PlanPages(PlanJobs jobs, People people) {
    this.jobs = jobs;
    this.people = people;
  }

  JsonNode begin(Request request) {
    return Shapes.object().put("id", jobs.begin(SentBundle.of(request.body())));
  }

  JsonNode state(Request request) {
    State state =
        jobs.state(request.required("id"))
            .orElseThrow(() ->
                new Refused(404, "no such plan; the last ones are kept, and only until a restart"));
    return switch (state) {
      case State.Running(long done, long total) ->
          of("running").put("done", done).put("total", total);
      case State.Failed(String why) -> of("failed").put("error", why);
      case State.Ended(Planned.Broken(var problems)) ->
          of("broken").set("problems", PlanShapes.problems(problems));
      case State.Ended(Planned.Usable usable) ->
          of("done").setAll(PlanShapes.plan(usable, people.names()));
    };
  }

  private static ObjectNode of(String state) {
    return Shapes.object().put("state", state);
  }
}
