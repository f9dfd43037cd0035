package dev.rolecall.sandbox.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A simulated tool: what the shared HTTP server needs of it. Implementations are thread-safe. */
public interface Simulated {

  /** Answers a request of the tool's own API. */
  Answer answer(Call call);

  /**
   * Answers a request of the operators' side, under {@code /_sandbox}, that is this tool's own.
   *
   * @throws IllegalArgumentException when the request makes no sense; rendered as 400
   */
  Answer operate(Call call);

  /** The whole state for people to read, without credentials. */
  Map<String, @Nullable Object> dump();

  /** Back to the seed, as if just started; tokens of the seed work again. */
  void reset();

  /** The token of this request is expired from now on. */
  void expireToken(Call call);

  /** Undoes every {@link #expireToken}. */
  void renewTokens();

  Faults faults();

  Journal journal();

  /** The newest requests, oldest first; the operators' side is not among them. */
  default List<JournalEntry> requests() {
    return journal().entries();
  }
}
