package dev.rolecall.sandbox.http;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A simulated tool: what the shared HTTP server needs of it. Thread-safe, as its subclasses are.
 */
public abstract class Simulated {

  private final Faults faults;
  private final Journal journal = new Journal();

  /**
   * @param random chooses which requests a fault strikes
   */
  protected Simulated(RandomGenerator random) {
    this.faults = new Faults(random);
  }

  /** Answers a request of the tool's own API. */
  public abstract Answer answer(Call call);

  /** The routes of the operators' side, under {@code /_sandbox}, that are this tool's own. */
  protected abstract Routes operations();

  /**
   * Answers a request of the operators' side that is this tool's own.
   *
   * @throws IllegalArgumentException when the request makes no sense; rendered as 400
   */
  public final synchronized Answer operate(Call call) {
    return operations()
        .answer(
            call,
            other -> Answer.json(404, Json.object("message", "No such operation")),
            other -> Answer.json(405, Json.object("message", "No such operation")));
  }

  /** The whole state for people to read, without credentials. */
  public abstract Map<String, @Nullable Object> dump();

  /** Back to the seed, as if just started; tokens of the seed work again. */
  public abstract void reset();

  /** The token of this request is expired from now on. */
  public abstract void expireToken(Call call);

  /** Undoes every {@link #expireToken}. */
  public abstract void renewTokens();

  public final Faults faults() {
    return faults;
  }

  public final Journal journal() {
    return journal;
  }

  /** The newest requests, oldest first; the operators' side is not among them. */
  public final List<JournalEntry> requests() {
    return journal.entries();
  }
}
