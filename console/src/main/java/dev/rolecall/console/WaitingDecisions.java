package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.views.trail.HoldsReader.HoldQuery;
import dev.rolecall.views.trail.HoldsReader.OpenHolds;
import dev.rolecall.views.trail.TrailReader;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/** What waits for operators, on the page of the installation: numbers, and a warning for each. */
final class WaitingDecisions {

  /** Those that end first are among the newest thousand, unless nobody has looked for weeks. */
  private static final int MOST_LOOKED_AT = 1_000;

  private final TrailReader trail;

  WaitingDecisions(TrailReader trail) {
    this.trail = trail;
  }

  void holds(ObjectNode json, ObjectNode warnings) {
    OpenHolds open = trail.openHolds();
    ObjectNode holds = json.putObject("holds");
    holds.put("open", open.count());
    Shapes.time(holds, "oldest", open.oldest().orElse(null));
    Optional<Hold> next = next();
    Shapes.time(holds, "nextExpiry", next.map(Hold::getExpires).orElse(null));
    next.ifPresent(hold -> holds.put("nextToExpire", hold.getId()));
    if (open.count() > 0) {
      warnings.put(
          "holds",
          open.count()
              + (open.count() == 1 ? " waits" : " wait")
              + " for a decision"
              + next.map(hold ->
                      "; " + hold.getId() + " is rejected by itself at " + hold.getExpires())
                  .orElse("")
              + "; look: rolecall holds");
    }
  }

  private Optional<Hold> next() {
    HoldQuery query = new HoldQuery(false, Optional.empty(), Optional.empty(), MOST_LOOKED_AT);
    return trail.holds(query).stream()
        .filter(hold -> hold.getExpires() != null)
        .min(Comparator.comparing(hold -> Objects.requireNonNull(hold.getExpires())));
  }

  /** That nothing is taken away on behalf of a directory that nobody has confirmed. */
  static void phase(ObjectNode json, String directory, boolean ready, ObjectNode warnings) {
    json.put("phase", ready ? "ready" : "loading");
    if (!ready) {
      warnings.put(
          "directory " + directory,
          "is loading: nothing is taken away on its behalf; when its identity provider has sent"
              + " everybody: rolecall directory ready "
              + directory);
    }
  }

  /** That changes of a tool wait. */
  static void pause(ObjectNode json, String tool, ObjectNode warnings) {
    if (json.has("paused")) {
      String by = json.at("/paused/by").asText("");
      String reason = json.at("/paused/reason").asText("");
      warnings.put(
          "tool " + tool,
          "is paused"
              + (by.isEmpty() ? "" : " by " + by + " since " + json.at("/paused/since").asText())
              + (reason.isEmpty() ? "" : " (" + reason + ")")
              + ": changes wait; go on: rolecall resume "
              + tool);
    }
  }
}
