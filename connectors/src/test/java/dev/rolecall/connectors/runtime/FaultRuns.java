package dev.rolecall.connectors.runtime;

import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SandboxConfig;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.http.JournalEntry;
import dev.rolecall.sandbox.http.Simulated;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/**
 * What must be true of every connector after anything has happened. Random people, accesses,
 * faults of the tool, restarts and takeovers, from a seed; then the faults end, and the tool has
 * what access says. A connector's author extends this in {@code <Tool>FaultRunsTest}, beside the
 * contract test.
 *
 * <p>{@code -Drolecall.seed=7} runs one seed and tells what happened in it; {@code
 * -Drolecall.seeds=10000} runs many.
 */
public abstract class FaultRuns {

  private static final String NAME = "tool";
  private static final int SEEDS = 300;
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
  static final Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");

  /** Moved by hand. */
  static final class Clock implements InstantSource {
    private volatile Instant now = BEGIN;

    void set(Instant to) {
      now = to;
    }

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private final Clock clock = new Clock();

  /** The kind of tool. */
  protected abstract ConnectorType type();

  /** A simulator in which {@link #token()} may do everything and no person has an account. */
  protected abstract SimulatorSpec simulator(String name);

  protected abstract String token();

  protected abstract Map<String, String> options();

  /** Two or three scopes that are managed, in which access grants roles. */
  protected abstract List<String> scopes();

  /** A managed scope in which no rule grants anything; empty: the tool has no other. */
  protected abstract List<String> silent();

  /** Scopes that are not managed; empty: the tool has no other. */
  protected abstract List<String> unmanaged();

  /** Roles that access grants in a scope; lowest first on a ladder. */
  protected abstract List<String> roles(String scope);

  /** Accounts and roles that are nobody's of ours, made by hand after each reset. */
  protected abstract void strangers(Simulated tool);

  /** Part of what a call that concerns them would have in its path. */
  protected abstract Set<String> untouchable(Simulated tool);

  /** Everything of them, as the tool itself has it. */
  protected abstract String untouched(Simulated tool);

  /** Somebody makes an account by hand. */
  protected abstract void account(Simulated tool, String login);

  /** Somebody gives a role by hand to somebody who has an account. */
  protected abstract void give(Simulated tool, String login, String scope, String role);

  /** Somebody takes by hand all that a person holds in a scope. */
  protected abstract void take(Simulated tool, String login, String scope);

  /** What somebody holds directly, as the tool itself has it: roles by scope. */
  protected abstract SortedMap<String, Set<String>> held(Simulated tool, String login);

  protected abstract long accounts(Simulated tool, String login);

  /** Whether somebody who kept everything could still get in. */
  protected abstract boolean couldGetIn(Simulated tool, String login);

  /** The person works with the tool, and gets tokens, keys or sessions by it. */
  protected abstract void uses(Simulated tool, String login);

  /** Whether people without an account are invited, and then accept. */
  protected boolean invites() {
    return false;
  }

  /** Whoever was invited accepts. */
  protected void accept(Simulated tool, String email, String login) {}

  /** Whether a request, though not a GET, changes nothing. */
  protected boolean onlyReads(JournalEntry entry) {
    return entry.method().equals("GET") || entry.method().equals("HEAD");
  }

  @Test
  void whateverHappensTheToolEndsAsAccessSays() {
    Long one = Long.getLong("rolecall.seed");
    int seeds = Integer.getInteger("rolecall.seeds", SEEDS);
    long from = one == null ? 1 : one;
    long to = one == null ? seeds : one;
    SandboxConfig config =
        new SandboxConfig("127.0.0.1", List.of(simulator(NAME)), clock, 1);
    try (Sandbox sandbox = Sandbox.start(config)) {
      for (long seed = from; seed <= to; seed++) {
        run(sandbox, seed, one != null);
      }
    }
  }

  private void run(Sandbox sandbox, long seed, boolean tells) {
    clock.set(BEGIN);
    Simulated tool = sandbox.tool(NAME);
    tool.faults().clear();
    tool.reset();
    tool.journal().clear();
    FaultRun run = new FaultRun(this, tool, () -> open(sandbox), clock, seed, tells);
    try (run) {
      strangers(tool);
      run.run();
    } catch (AssertionError | RuntimeException | InterruptedException e) {
      throw new AssertionError(
          "%s: seed %d fails; run it alone with -Drolecall.seed=%d%n%s%n%s"
              .formatted(type().name(), seed, seed, e.getMessage(), run.story()),
          e);
    }
  }

  private Connector open(Sandbox sandbox) {
    return type()
        .open(
            new ToolSettings(
                NAME,
                sandbox.url(NAME),
                this::token,
                options(),
                CALL_TIMEOUT,
                CallPermit.UNLIMITED,
                clock));
  }
}
