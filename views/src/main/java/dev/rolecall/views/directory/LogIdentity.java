package dev.rolecall.views.directory;

import java.util.Map;

/**
 * Which log a file was filled from, and how far that log reaches now.
 *
 * @param cluster id of the Kafka cluster
 * @param topic id of the topic; a topic that was deleted and created again has another
 * @param starts first offset of each partition
 * @param ends high watermark of each partition
 */
record LogIdentity(
    String cluster, String topic, Map<Integer, Long> starts, Map<Integer, Long> ends) {
  LogIdentity {
    starts = Map.copyOf(starts);
    ends = Map.copyOf(ends);
  }
}
