package dev.rolecall.bench;

import java.lang.management.ManagementFactory;

/**
 * Where it was measured.
 *
 * @param load of the last minute, of everybody who uses the machine; negative where unknown
 */
record Machine(int processors, double load, String java) {

  static Machine now() {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.version().toString());
  }

  String text() {
    return "%d processors, load %.1f, Java %s".formatted(processors, load, java);
  }
}
