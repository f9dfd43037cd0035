package dev.rolecall.sandbox;

import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.gitlab.Gitlab;
import dev.rolecall.sandbox.http.Simulated;
import dev.rolecall.sandbox.http.SimulatorServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Running simulators, each on a port of its own, by name. Its Java side and the path {@code
 * /_sandbox} of each port look into a tool, change it by hand and make it fail.
 */
public final class Sandbox implements AutoCloseable {

  /** One thread serves thousands of simulated requests a second; two keep tools independent. */
  private static final int EVENT_LOOPS = 2;

  private static final long PATIENCE_SECONDS = 20;

  private record Running(Simulated tool, SimulatorServer server) {}

  private final Vertx vertx =
      Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setWorkerPoolSize(1));
  private final SequencedMap<String, Running> running = new LinkedHashMap<>();

  private Sandbox() {}

  public static Sandbox start(List<SimulatorSpec> simulators) {
    return start(SandboxConfig.of(simulators));
  }

  /**
   * Starts all simulators; when it returns, they answer.
   *
   * @throws IllegalStateException when a port cannot be opened; nothing is left running then
   */
  public static Sandbox start(SandboxConfig config) {
    Sandbox sandbox = new Sandbox();
    try {
      config.simulators().forEach(spec -> sandbox.open(spec, config));
      return sandbox;
    } catch (RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /** The names, in the order of the configuration. */
  public Set<String> names() {
    return running.sequencedKeySet();
  }

  /** Where the tool's own API is, without a trailing slash. */
  public URI url(String name) {
    return find(name).server().url();
  }

  /** What all simulators have: faults, journal, reset. */
  public Simulated tool(String name) {
    return find(name).tool();
  }

  /**
   * A simulator with what its kind of tool has.
   *
   * @throws ClassCastException when it is of another kind
   */
  public <T extends Simulated> T tool(String name, Class<T> kind) {
    return kind.cast(tool(name));
  }

  public Drone drone(String name) {
    return tool(name, Drone.class);
  }

  public Gitlab gitlab(String name) {
    return tool(name, Gitlab.class);
  }

  @Override
  public void close() {
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  private Running find(String name) {
    Running found = running.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No simulator is called " + name);
    }
    return found;
  }

  private void open(SimulatorSpec spec, SandboxConfig config) {
    Simulated tool = spec.opening().open(config.clock(), new Random(config.seed()));
    SimulatorServer server =
        SimulatorServer.open(vertx, config.host(), spec.port(), tool, config.clock());
    running.put(spec.name(), new Running(tool, server));
  }
}
