package dev.rolecall.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.ToolReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When the tokens end with which connectors work. */
final class ToolTokens {

  /** Days before its end at which a token is spoken of; each time more urgently. */
  private static final List<Integer> WARNING_DAYS = List.of(1, 7, 30);

  private ToolTokens() {}

  /** Whole days; less than 0: it has ended. Empty: the tool does not say. */
  static Optional<Long> daysLeft(ToolReport report, Instant now) {
    return Optional.ofNullable(report.getTokenEnds())
        .map(ends -> Math.floorDiv(Duration.between(now, ends).toSeconds(), 86_400L));
  }

  static void describe(ObjectNode json, ToolReport report, ObjectNode warnings, Instant now) {
    Shapes.time(json, "tokenEnds", report.getTokenEnds());
    Optional<Long> left = daysLeft(report, now);
    left.ifPresent(days -> json.put("tokenDaysLeft", days));
    left.flatMap(days -> warning(days, String.valueOf(report.getTokenEnds())))
        .ifPresent(warning -> warnings.put("token of tool " + report.getTool(), warning));
  }

  private static Optional<String> warning(long days, String ends) {
    if (days < 0) {
      return Optional.of("ended at " + ends + ": nothing is done in this tool; replace the token");
    }
    return WARNING_DAYS.stream()
        .filter(limit -> days < limit)
        .findFirst()
        .map(limit ->
            "ends at "
                + ends
                + ", in less than "
                + (days + 1)
                + (days == 0 ? " day" : " days")
                + "; replace the token in time");
  }
}
