package dev.rolecall.bench;

/** Told what is going on, so that nobody wonders. */
@FunctionalInterface
interface Progress {
  void at(String what);
}
