package dev.rolecall.processor.directory;

import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Counts what is not decided, among the metrics of Kafka Streams. */
final class CommandCounts {

  private final Sensor poison;
  private final Sensor ignored;

  CommandCounts(ProcessorContext<?, ?> context) {
    this.poison = sensor(context, "poison");
    this.ignored = sensor(context, "ignored");
  }

  /** A record that is no command. */
  void poison() {
    poison.record();
  }

  /** A command that had been decided before. */
  void ignored() {
    ignored.record();
  }

  private static Sensor sensor(ProcessorContext<?, ?> context, String what) {
    return context
        .metrics()
        .addRateTotalSensor("commands", context.taskId().toString(), what, RecordingLevel.INFO);
  }
}
