package dev.rolecall.views.directory;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks the brokers for the high watermark of each partition of the directory log. */
@FunctionalInterface
interface LogEnds {
  CompletionStage<Map<Integer, Long>> highWatermarks();
}
