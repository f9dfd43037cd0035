package dev.rolecall.sandbox;

import dev.rolecall.sandbox.drone.DroneSeed;

/** One simulator to start. Port 0 is any free one. */
public sealed interface SimulatorSpec {

  String name();

  int port();

  /** A Drone server. */
  record OfDrone(String name, int port, DroneSeed seed) implements SimulatorSpec {}

  static SimulatorSpec drone(String name, int port, DroneSeed seed) {
    return new OfDrone(name, port, seed);
  }
}
