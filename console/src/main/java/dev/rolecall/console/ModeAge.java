package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.views.trail.TrailReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** For how long a tool has had its mode: one that was forgotten in observe should be noticed. */
final class ModeAge {

  private ModeAge() {}

  static void describe(ObjectNode json, TrailReader trail, String tool, Instant now) {
    trail
        .modeSince(tool)
        .ifPresent(since -> {
          Shapes.time(json, "modeSince", since);
          json.put("modeDays", Math.max(0, ChronoUnit.DAYS.between(since, now)));
        });
  }
}
