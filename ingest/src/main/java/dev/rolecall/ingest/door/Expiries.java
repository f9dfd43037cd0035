package dev.rolecall.ingest.door;

import dev.rolecall.service.config.DirectoryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How many days each token with an end has left: 0 and less has expired. */
final class Expiries {

  private final MultiGauge days;
  private final InstantSource clock;

  Expiries(MeterRegistry metrics, InstantSource clock) {
    this.clock = clock;
    this.days =
        MultiGauge.builder("rolecall.scim.token.expiry.days")
            .description("Days until a token of a directory is refused; 0 and less: it is")
            .register(metrics);
  }

  /** From now on these. */
  void of(Collection<DirectoryConfig> directories) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    for (DirectoryConfig directory : directories) {
      directory.tokens().stream()
          .map(each -> each.token())
          .forEach(token ->
              token
                  .expires()
                  .ifPresent(day ->
                      rows.add(
                          MultiGauge.Row.of(
                              Tags.of("directory", directory.name(), "token", token.name()),
                              () -> left(day)))));
    }
    days.register(rows, true);
  }

  private long left(LocalDate day) {
    return ChronoUnit.DAYS.between(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), day);
  }
}
