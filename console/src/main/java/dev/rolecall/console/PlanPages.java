package dev.rolecall.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.console.PlanJobs.State;
import dev.rolecall.console.Planner.Planned;
import java.time.Duration;

/** What a policy would change: begun by one request, asked for by others. */
final class PlanPages {

  /** Shorter than proxies and clients wait for an answer. */
  private static final int LONGEST_WAIT_SECONDS = 20;

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
        jobs.state(request.required("id"), wait(request))
            .orElseThrow(() ->
                new Refused(404, "no such plan; the last ones are kept, and only until a restart"));
    return switch (state) {
      case State.Running(long done, long total) ->
          of("running").put("done", done).put("total", total);
      case State.Failed(String why) -> of("failed").put("error", why);
      case State.Ended(Planned.Broken(var problems)) ->
          of("broken").set("problems", ProblemShapes.of(problems));
      case State.Ended(Planned.Usable usable) ->
          of("done").setAll(PlanShapes.plan(usable, people.names()));
    };
  }

  /** Who waits here need not ask again and again. */
  private static Duration wait(Request request) {
    return request.parameter("wait").isPresent()
        ? Duration.ofSeconds(request.number("wait", 1, LONGEST_WAIT_SECONDS))
        : Duration.ZERO;
  }

  private static ObjectNode of(String state) {
    return Shapes.object().put("state", state);
  }
}
