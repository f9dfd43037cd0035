package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * People whose change was read and who are resolved a little later, because many changed at once:
 * whoever leaves meanwhile does not wait behind them. They are resolved in slices, in the order
 * they came; each change of a person before the next one of the same person, and all of them before
 * anything that is not about a person.
 *
 * <p>Who waits is stored, for the next process; the change itself is what people hold.
 */
final class Waiting {

  /** All of them are resolved within a second or two when something must not overtake them. */
  static final int MOST = 5_000;

  private static final String PREFIX = "waiting/";
  private static final String BEHIND_PREFIX = "waiting0";

  private final KeyValueStore<String, String> stored;
  private final KeyValueStore<String, PeopleEntry> people;
  private final PersonResolver resolver;
  private final Slices slices;
  private final Backlog backlog;
  private final Set<String> keys = new LinkedHashSet<>();

  Waiting(AccessStores stores, PersonResolver resolver, Slices slices, Backlog backlog) {
    stored = stores.job();
    people = stores.people();
    this.resolver = resolver;
    this.slices = slices;
    this.backlog = backlog;
  }

  /** After a start: who was left. */
  void restore() {
    try (KeyValueIterator<String, String> left = stored.range(PREFIX, BEHIND_PREFIX)) {
      while (left.hasNext()) {
        KeyValue<String, String> next = left.next();
        keys.add(next.key.substring(PREFIX.length()));
      }
    }
    backlog.waiting(keys.size());
  }

  /** Another process goes on. */
  void close() {
    backlog.waiting(-keys.size());
    keys.clear();
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether this change has to wait. */
  boolean takes(Person person) {
    return person.getStanding() == Standing.ACTIVE
        && keys.size() < MOST
        && (backlog.isLong() || backlog.isGuardBusy());
  }

  /** It is resolved later, as people hold it. */
  void take(String key) {
    if (keys.add(key)) {
      stored.put(PREFIX + key, "");
      backlog.waiting(1);
    }
  }

  /** Resolves the person now who may have waited: something else is about to happen to them. */
  void settle(String key, PolicyInForce inForce, Instant at) {
    if (keys.contains(key)) {
      resolve(key, inForce, at);
    }
  }

  /** Resolves everybody who waits. */
  void settle(PolicyInForce inForce, Instant at) {
    while (!keys.isEmpty()) {
      settle(keys.iterator().next(), inForce, at);
    }
  }

  /** Resolves those who have waited longest; at least one, so that there always is progress. */
  void slice(PolicyInForce inForce, Instant at) {
    Slice slice = slices.next();
    while (!keys.isEmpty()) {
      slice.wrote(resolve(keys.iterator().next(), inForce, at));
      if (slice.isOver()) {
        return;
      }
    }
  }

  private int resolve(String key, PolicyInForce inForce, Instant at) {
    keys.remove(key);
    backlog.waiting(-1);
    stored.delete(PREFIX + key);
    @Nullable PeopleEntry entry = people.get(key);
    return entry != null && entry.getBody() instanceof Person person
        ? 1 + resolver.resolve(person, inForce, entry, at)
        : 1;
  }
}
