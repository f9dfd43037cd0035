package dev.rolecall.sandbox.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one simulator. Of the rules that concern a request the first that strikes decides;
 * delays add up on the way to it. Safe for use by many threads.
 */
public final class Faults {

  /** More rules than a scenario needs; each is tried against each request. */
  private static final int MAX_RULES = 1_000;

  record Decision(Duration delay, @Nullable Fault fault) {}

  private static final class Armed {
    final FaultRule rule;
    int passed;
    int struck;

    Armed(FaultRule rule) {
      this.rule = rule;
    }
  }

  private final List<Armed> armed = new ArrayList<>();
  private final RandomGenerator random;

  public Faults(RandomGenerator random) {
    this.random = random;
  }

  public synchronized void add(FaultRule rule) {
    if (armed.size() >= MAX_RULES) {
      throw new IllegalStateException("More than " + MAX_RULES + " fault rules");
    }
    armed.add(new Armed(rule));
  }

  public synchronized void clear() {
    armed.clear();
  }

  /** The rules that can still strike. */
  public synchronized List<FaultRule> rules() {
    return armed.stream().map(one -> one.rule).toList();
  }

  synchronized Decision decide(String method, String path) {
    Duration delay = Duration.ZERO;
    Fault decisive = null;
    for (Armed one : armed) {
      if (decisive == null && one.rule.concerns(method, path) && strikes(one)) {
        if (one.rule.fault() instanceof Fault.Delay slow) {
          delay = delay.plus(slow.time());
        } else {
          decisive = one.rule.fault();
        }
      }
    }
    armed.removeIf(one -> one.struck >= one.rule.times());
    return new Decision(delay, decisive);
  }

  private boolean strikes(Armed one) {
    if (one.passed < one.rule.skip()) {
      one.passed++;
      return false;
    }
    if (one.rule.probability() < 1 && random.nextDouble() >= one.rule.probability()) {
      return false;
    }
    one.struck++;
    return true;
  }
}
