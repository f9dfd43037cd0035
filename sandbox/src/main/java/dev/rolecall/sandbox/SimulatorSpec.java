package dev.rolecall.sandbox;

import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.GitlabSeed;

/** One simulator to start. Port 0 is any free one. */
public sealed interface SimulatorSpec {

  String name();

  int port();

  /** A Drone server. */
  record OfDrone(String name, int port, DroneSeed seed) implements SimulatorSpec {}

  /** A GitLab of either edition. */
  record OfGitlab(String name, int port, GitlabSeed seed) implements SimulatorSpec {}

  static SimulatorSpec drone(String name, int port, DroneSeed seed) {
    return new OfDrone(name, port, seed);
  }

  static SimulatorSpec gitlab(String name, int port, GitlabSeed seed) {
    return new OfGitlab(name, port, seed);
  }
}
