package dev.rolecall.ingest.door;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers "later" to who keeps presenting tokens that are not accepted, and to everybody who does
 * so while many do.
 *
 * <p>It counts failures only, and is asked only after a token was found wrong: a valid token enters
 * at once, whoever else shares its address. The other way round, comparing nothing once a source
 * has failed too often, would let a stranger behind the same proxy or NAT shut an identity provider
 * out, at the price of twenty requests a minute, and a distributed one shut out everybody. What it
 * would win is nothing: a comparison costs a microsecond, as much as looking the source up, and a
 * token of 256 bits is not found by trying, however fast. So the brake is not what keeps guessers
 * out; the length of the tokens is, which is why {@code rolecall token new} makes them. What the
 * brake does is send misconfigured clients into their back-off, tell guessers nothing but "later",
 * and keep what a failure costs behind the door (an audit entry, a line for an operator) from
 * growing with their number.
 *
 * <p>Memory is bounded: of too many sources the one that was quiet for longest is forgotten; the
 * count of all is not.
 */
final class Brake {

  /** A person who pastes the wrong token, or a client that tries it once for each of its jobs. */
  static final int MOST_OF_ONE = 20;

  /** More than all identity providers of an installation fail by accident. */
  static final int MOST_OF_ALL = 1_000;

  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Some 200 bytes each. */
  static final int MOST_SOURCES = 10_000;

  private record Failures(Instant since, int count) {
    Failures oneMore(Instant at) {
      boolean over = at.isBefore(since) || Duration.between(since, at).compareTo(WINDOW) >= 0;
      return over ? new Failures(at, 1) : new Failures(since, count + 1);
    }

    Duration rest(Instant at) {
      return Duration.between(at, since.plus(WINDOW));
    }
  }

  private final Map<String, Failures> sources = new LinkedHashMap<>(16, 0.75f, true);
  private Failures all = new Failures(Instant.EPOCH, 0);

  /** Counts a failure; for how long the source should stay away, when there were too many. */
  synchronized Optional<Duration> failed(Source source, Instant at) {
    Failures one = sources.getOrDefault(source.key(), new Failures(Instant.EPOCH, 0)).oneMore(at);
    sources.put(source.key(), one);
    all = all.oneMore(at);
    forgetTheQuietest();
    if (one.count() > MOST_OF_ONE) {
      return Optional.of(one.rest(at));
    }
    return all.count() > MOST_OF_ALL ? Optional.of(all.rest(at)) : Optional.empty();
  }

  private void forgetTheQuietest() {
    Iterator<String> quietest = sources.keySet().iterator();
    while (sources.size() > MOST_SOURCES) {
      quietest.next();
      quietest.remove();
    }
  }

  synchronized int remembered() {
    return sources.size();
  }
}
