package dev.rolecall.sandbox;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the sandbox starts.
 *
 * @param host to listen on
 * @param seed of every random choice: tokens and the faults that strike by chance
 */
public record SandboxConfig(
    String host, List<SimulatorSpec> simulators, InstantSource clock, long seed) {

  /** More than any organisation's tools; each holds a port. */
  private static final int MAX_SIMULATORS = 200;

  public SandboxConfig {
    simulators = List.copyOf(simulators);
    Set<String> names = new HashSet<>();
    for (SimulatorSpec simulator : simulators) {
      if (!names.add(simulator.name())) {
        throw new IllegalArgumentException("Two simulators are called " + simulator.name());
      }
    }
    if (simulators.size() > MAX_SIMULATORS) {
      throw new IllegalArgumentException("More than " + MAX_SIMULATORS + " simulators");
    }
  }

  /** On this machine alone, with its clock and always the same random choices. */
  public static SandboxConfig of(List<SimulatorSpec> simulators) {
    return new SandboxConfig("127.0.0.1", simulators, InstantSource.system(), 1);
  }

  /** The same on another address of this machine; {@code 0.0.0.0} for all of them. */
  public SandboxConfig listeningOn(String address) {
    return new SandboxConfig(address, simulators, clock, seed);
  }
}
