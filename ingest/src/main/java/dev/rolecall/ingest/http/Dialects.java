package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Deviation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;

/** Counts where clients leave the RFCs, so that operators see which dialect a client speaks. */
final class Dialects {

  private final MeterRegistry metrics;

  Dialects(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  void spoken(Call call, Collection<Deviation> deviations) {
    for (Deviation deviation : deviations) {
      metrics
          .counter(
              "rolecall.scim.deviations",
              "directory",
              call.directory(),
              "deviation",
              deviation.label())
          .increment();
    }
  }
}
