package dev.rolecall.service.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmHeapPressureMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Set;

/** What is worth knowing of any JVM: memory, threads, processor time, open files, age. */
public final class ProcessMeters implements AutoCloseable {

  private static final Set<String> PREFIXES = Set.of("jvm.", "process.", "system.");

  /** Each has a line in docs/operating.md. */
  private static final Set<String> CHOSEN =
      Set.of(
          "jvm.memory.used",
          "jvm.memory.max",
          "jvm.memory.usage.after.gc",
          "jvm.gc.overhead",
          "jvm.threads.live",
          "process.cpu.usage",
          "process.uptime",
          "process.files.open",
          "process.files.max",
          "system.cpu.count");

  private final JvmHeapPressureMetrics heap = new JvmHeapPressureMetrics();

  private ProcessMeters() {}

  /** Adds them to a registry, which no longer takes others of these kinds. */
  public static ProcessMeters bind(MeterRegistry meters) {
    meters
        .config()
        .meterFilter(
            MeterFilter.deny(id ->
                PREFIXES.stream().anyMatch(id.getName()::startsWith)
                    && !CHOSEN.contains(id.getName())));
    ProcessMeters bound = new ProcessMeters();
    bound.heap.bindTo(meters);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    return bound;
  }

  @Override
  public void close() {
    heap.close();
  }
}
