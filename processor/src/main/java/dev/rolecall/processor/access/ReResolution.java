package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Everybody resolved against a new policy: a stored job, worked off in slices that leave room for
 * the stream of people. A restart goes on at the cursor, a newer policy begins anew.
 */
final class ReResolution {

  private static final String FINGERPRINT = "fingerprint";
  private static final String CURSOR = "cursor";

  private final AccessStores stores;
  private final PersonResolver resolver;
  private final Waiting waiting;
  private final Slices slices;

  ReResolution(AccessStores stores, PersonResolver resolver, Waiting waiting, Slices slices) {
    this.stores = stores;
    this.resolver = resolver;
    this.waiting = waiting;
    this.slices = slices;
  }

  /** Whether everybody was, or is being, resolved with this. */
  boolean isFor(String fingerprint) {
    return fingerprint.equals(stores.job().get(FINGERPRINT));
  }

  boolean isActive() {
    return stores.job().get(CURSOR) != null;
  }

  /** Starts from the first person; what was under way is forgotten. */
  void begin(String fingerprint) {
    stores.job().put(FINGERPRINT, fingerprint);
    stores.job().put(CURSOR, "");
  }

  /** Somebody was only stored: whatever policy comes next, everybody is resolved with it. */
  void forget() {
    if (stores.job().get(FINGERPRINT) != null) {
      stores.job().delete(FINGERPRINT);
      stores.job().delete(CURSOR);
    }
  }

  /** Resolves the next people; at least one, so that there always is progress. */
  void slice(PolicyInForce inForce, Instant at) {
    @Nullable String cursor = stores.job().get(CURSOR);
    if (cursor == null) {
      return;
    }
    Slice slice = slices.next();
    String last = cursor;
    boolean more;
    try (KeyValueIterator<String, PeopleEntry> people = from(cursor)) {
      more = people.hasNext();
      while (more) {
        KeyValue<String, PeopleEntry> next = people.next();
        if (!next.key.equals(cursor) && next.value.getBody() instanceof Person person) {
          waiting.settle(next.key, inForce, at);
          slice.wrote(resolver.resolve(person, inForce, inForce.cause(), at));
        }
        last = next.key;
        more = people.hasNext();
        if (slice.isOver()) {
          break;
        }
      }
    }
    if (more) {
      stores.job().put(CURSOR, last);
    } else {
      stores.job().delete(CURSOR);
    }
  }

  private KeyValueIterator<String, PeopleEntry> from(String cursor) {
    return cursor.isEmpty() ? stores.people().all() : stores.people().range(cursor, null);
  }
}
