package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Deviation;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.Strictness;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts where clients leave the RFCs, so that operators see which dialect a client speaks. */
final class Dialects {

  private final MeterRegistry metrics;

  Dialects(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  /** As {@link #spoken}; each kind counts once, however often the answer is computed anew. */
  Consumer<Collection<Deviation>> once(Call call) {
    EnumSet<Deviation> told = EnumSet.noneOf(Deviation.class);
    return deviations -> {
      EnumSet<Deviation> news = EnumSet.noneOf(Deviation.class);
      news.addAll(deviations);
      news.removeAll(told);
      told.addAll(news);
      spoken(call, news);
    };
  }

  /**
   * To be called before anything is written.
   *
   * @throws ScimException 400, in a directory that wants what breaks the RFCs to be refused
   */
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
    Optional<ScimError> refusal = Strictness.refusal(deviations);
    if (call.terms().refusesDeviations() && refusal.isPresent()) {
      throw new ScimException(refusal.get());
    }
  }
}
