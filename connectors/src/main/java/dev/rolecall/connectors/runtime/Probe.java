package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a tool that refused our credentials whether that is over, and tells the circuit. */
record Probe(String tool, Connector connector, Calls calls, Circuit circuit) implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

  @Override
  public void run() {
    boolean over = false;
    try {
      // Nothing else is called meanwhile, so nobody has to wait for it.
      ToolHealth health = calls.read(Urgency.LEAVER, connector::check);
      over = health.problems().isEmpty();
    } catch (ToolException e) {
      LOG.atWarn()
          .addKeyValue("tool", tool)
          .addKeyValue("outcome", e.kind())
          .log("The tool still refuses our credentials, or does not answer");
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      if (over) {
        circuit.close();
      } else {
        circuit.stillOpen();
      }
    }
  }
}
