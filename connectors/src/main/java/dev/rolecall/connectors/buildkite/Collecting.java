package dev.rolecall.connectors.buildkite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects what somebody is invited to, so that one invitation, and one e-mail, holds all of it:
 * changes come one at a time, and Buildkite cannot change an invitation.
 *
 * <p>A look at somebody says how much can still come: the scopes that were asked for and are open.
 * When all of them have come, the invitation is sent. Fewer come when a scope was looked at only
 * because something was there before; then the next look expects just what came the last time.
 * Nothing is sent to whom that was not asked for since the last look. After a restart collecting
 * begins anew.
 */
final class Collecting {
  /** Some people at a time are invited; forgetting costs another look, or another e-mail. */
  private static final int MOST = 10_000;

  private final ConcurrentHashMap<String, Round> rounds = new ConcurrentHashMap<>();

  /**
   * What came since the last look.
   *
   * @param over what comes now has to wait for the next look
   */
  private record Round(Set<String> expected, Map<String, String> came, boolean over) {}

  /** Somebody without an account was looked at, and these scopes are open. */
  void looked(String email, Set<String> open) {
    if (rounds.size() >= MOST) {
      rounds.clear();
    }
    rounds.compute(
        key(email),
        (key, last) ->
            last == null || last.came().isEmpty()
                ? new Round(Set.copyOf(open), Map.of(), false)
                : new Round(last.came().keySet(), Map.of(), false));
  }

  /** Somebody has an account. */
  void forget(String email) {
    rounds.remove(key(email));
  }

  /**
   * One more role.
   *
   * @return all of them, by scope, when it is time to send; empty: later
   */
  Optional<Map<String, String>> add(String email, String scope, String role) {
    Round round = rounds.get(key(email));
    if (round == null) {
      return Optional.of(Map.of(scope, role));
    }
    if (round.over()) {
      return Optional.empty();
    }
    Map<String, String> came = new HashMap<>(round.came());
    came.put(scope, role);
    if (came.keySet().containsAll(round.expected())) {
      over(email);
      return Optional.of(came);
    }
    rounds.put(key(email), new Round(round.expected(), Map.copyOf(came), false));
    return Optional.empty();
  }

  /** An invitation was sent or taken back: what else it has to hold is seen by the next look. */
  void over(String email) {
    rounds.computeIfPresent(key(email), (key, round) -> new Round(new HashSet<>(), Map.of(), true));
  }

  private static String key(String email) {
    return email.toLowerCase(Locale.ROOT);
  }
}
