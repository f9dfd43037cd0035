package dev.rolecall.sandbox;

import dev.rolecall.sandbox.buildkite.Buildkite;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.circleci.CircleCi;
import dev.rolecall.sandbox.circleci.CircleCiSeed;
import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.sandbox.jenkins.Jenkins;
import dev.rolecall.sandbox.jenkins.JenkinsSeed;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * One simulator to start.
 *
 * @param port 0: any free one
 */
public record SimulatorSpec(String name, int port, Opening opening) {

  /** Makes the tool that is simulated, with what it holds at first. */
  @FunctionalInterface
  public interface Opening {
    Simulated open(InstantSource clock, RandomGenerator random);
  }

  /** A Drone server. */
  public static SimulatorSpec drone(String name, int port, DroneSeed seed) {
    return new SimulatorSpec(name, port, (clock, random) -> new Drone(seed, clock, random));
  }

  /** A CircleCI with one organization. */
  public static SimulatorSpec circleci(String name, int port, CircleCiSeed seed) {
    return new SimulatorSpec(name, port, (clock, random) -> new CircleCi(seed, clock, random));
  }

  /** A GitLab of either edition. */
  public static SimulatorSpec gitlab(String name, int port, GitlabSeed seed) {
    return new SimulatorSpec(name, port, (clock, random) -> new Gitlab(seed, clock, random));
  }

  /** A Jenkins controller. */
  public static SimulatorSpec jenkins(String name, int port, JenkinsSeed seed) {
    return new SimulatorSpec(name, port, (clock, random) -> new Jenkins(seed, random));
  }

  /** A Buildkite organization. */
  public static SimulatorSpec buildkite(String name, int port, BuildkiteSeed seed) {
    return new SimulatorSpec(name, port, (clock, random) -> new Buildkite(seed, clock, random));
  }
}
