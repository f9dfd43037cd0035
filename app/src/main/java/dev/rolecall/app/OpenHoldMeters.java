package dev.rolecall.app;

import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.views.trail.TrailView;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What waits for a decision: counted in the console's view at each scrape. */
final class OpenHoldMeters {

  private OpenHoldMeters() {}

  static void add(Scrape scrape, TrailView view, InstantSource clock) {
    scrape.ask(
        "rolecall.holds.open", "Holds that wait for a decision", () -> rows(view.openByTrigger()));
    scrape.ask(
        "rolecall.holds.oldest.seconds",
        "Age of the oldest hold that waits for a decision; 0: none does",
        () -> List.<Row<?>>of(Row.of(Tags.empty(), age(view, clock))));
  }

  private static double age(TrailView view, InstantSource clock) {
    return view.openHolds()
        .oldest()
        .map(opened -> Duration.between(opened, clock.instant()).toMillis() / 1e3)
        .orElse(0.0);
  }

  private static List<Row<?>> rows(Map<HoldTrigger, Long> open) {
    return Arrays.stream(HoldTrigger.values())
        .<Row<?>>map(
            trigger -> Row.of(Tags.of("trigger", word(trigger)), open.getOrDefault(trigger, 0L)))
        .toList();
  }

  private static String word(HoldTrigger trigger) {
    return trigger.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
