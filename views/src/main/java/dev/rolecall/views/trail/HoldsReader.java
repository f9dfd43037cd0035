package dev.rolecall.views.trail;

import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.views.trail.TrailReader.PersonKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What waits for a decision of operators, and what became of what did. */
public interface HoldsReader {

  /**
   * Which holds; empty fields do not narrow.
   *
   * @param all also those that were decided
   */
  record HoldQuery(boolean all, Optional<String> tool, Optional<String> directory, int most) {}

  /** Open ones first, the newest of each first. */
  List<Hold> holds(HoldQuery query);

  Optional<Hold> hold(String id);

  /**
   * Whose cells a hold keeps, a page in the order of their keys.
   *
   * @param after the last of the page before; empty: from the first
   */
  List<HeldPerson> held(String hold, Optional<PersonKey> after, int most);

  /** What is held of one person, by any hold, also by rejected ones that still keep something. */
  List<HeldPerson> heldOf(String directory, String person);

  /**
   * How many are open.
   *
   * @param oldest when the first of them was opened
   */
  record OpenHolds(long count, Optional<Instant> oldest) {}

  OpenHolds openHolds();
}
