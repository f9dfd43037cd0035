package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.Whom;
import java.util.List;
import java.util.Set;

/** The real connector of one process, around each operation of which anything may happen. */
record FaultyConnector(Connector real, FaultRun run, FaultProcess process) implements Connector {

  @Override
  public ToolDescriptor descriptor() {
    return real.descriptor();
  }

  @Override
  public ToolHealth check() throws ToolException {
    before();
    ToolHealth health = real.check();
    after();
    return health;
  }

  @Override
  public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    before();
    Observation observed = real.observe(whom, scopes);
    after();
    return observed;
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    before();
    run.applies(process, whom, change);
    Applied applied = real.apply(whom, change);
    run.applied(change, applied);
    after();
    return applied;
  }

  @Override
  public List<ObservedHolder> holders(String scope) throws ToolException {
    return real.holders(scope);
  }

  @Override
  public void close() {
    real.close();
  }

  private void before() {
    alive();
    run.around(process);
    alive();
    run.arm();
  }

  private void after() {
    run.disarm();
    run.around(process);
    alive();
  }

  /** A process that was killed makes no call and learns of no answer. */
  private void alive() {
    if (process.isDead()) {
      throw new IllegalStateException("killed");
    }
  }
}
