package dev.rolecall.policy;

import java.time.Instant;
import java.util.List;

/**
 * What one person has from one moment to another.
 *
 * @param user user name, folded
 */
record Temporary(Place place, String user, Instant from, Instant until, List<GrantLine> grants) {
  Temporary {
    grants = List.copyOf(grants);
  }
}
