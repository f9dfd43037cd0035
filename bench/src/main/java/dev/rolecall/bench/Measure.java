package dev.rolecall.bench;

/** What can be said of a figure, in the order of the table's columns. */
enum Measure {
  P50("p50 ms", 1),
  P99("p99 ms", 1),
  RATE("per s", 0),
  SECONDS("s", 2),
  MEBIBYTES("MiB", 0),
  /** Of the whole process, load and broker included: what no other load of the machine changes. */
  CPU("CPU ms each", 2),
  TIMES_P50("p50 x base", 2),
  TIMES_P99("p99 x base", 2),
  TIMES_RATE("rate x base", 2),
  TIMES_SECONDS("s x base", 2);

  private final String title;
  private final int decimals;

  Measure(String title, int decimals) {
    this.title = title;
    this.decimals = decimals;
  }

  String title() {
    return title;
  }

  String text(double value) {
    return ("%." + decimals + "f").formatted(value);
  }
}
