package dev.rolecall.app;

import dev.rolecall.service.Health;
import dev.rolecall.service.watch.ProcessMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of one process as Prometheus reads them. What is counted elsewhere is asked for at
 * each scrape; what cannot be told then is left out.
 */
final class Scrape implements Supplier<String>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scrape.class);

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ProcessMeters process = ProcessMeters.bind(meters);
  private final List<Asked> asked = new ArrayList<>();

  /** Gauges with one tag or more, whose values come from elsewhere. */
  private record Asked(MultiGauge gauge, Supplier<? extends Iterable<Row<?>>> rows) {}

  MeterRegistry meters() {
    return meters;
  }

  /** Adds gauges with tags whose values are only known when they are asked for. */
  synchronized void ask(
      String name, String description, Supplier<? extends Iterable<Row<?>>> rows) {
    asked.add(new Asked(MultiGauge.builder(name).description(description).register(meters), rows));
  }

  /** Adds one gauge of a part of this process. */
  void gauge(String name, String description, Tags tags, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).tags(tags).register(meters);
  }

  /** Adds how many records a reader of the log is behind. */
  void lag(String reader, Supplier<Number> records) {
    gauge(
        "rolecall.lag.records",
        "Records of the log that a reader has not read yet",
        Tags.of("reader", reader),
        records);
  }

  /** Adds whether each part can do its work, and how many warnings each has. */
  void health(Health health) {
    ask(
        "rolecall.ready",
        "1 while a part can do its work",
        () ->
            health.parts().entrySet().stream()
                .<Row<?>>map(
                    part -> Row.of(Tags.of("part", part.getKey()), part.getValue() ? 1 : 0))
                .toList());
    ask(
        "rolecall.warnings",
        "Things of a part that somebody should look at, as 'rolecall status' says them",
        () ->
            health.cautions().entrySet().stream()
                .<Row<?>>map(part -> Row.of(Tags.of("part", part.getKey()), part.getValue()))
                .toList());
  }

  @Override
  public synchronized String get() {
    for (Asked each : asked) {
      try {
        each.gauge().register(each.rows().get(), true);
      } catch (RuntimeException e) {
        // The edge: one part that cannot tell, such as a view that is closed, hides no other.
        LOG.atDebug().setCause(e).log("A part could not be measured");
        each.gauge().register(List.of(), true);
      }
    }
    return meters.scrape();
  }

  @Override
  public void close() {
    process.close();
    meters.close();
  }
}
