package dev.rolecall.processor.access;

import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Grants that end by themselves: when one is due, its person is resolved again. Due times are
 * stored, so that a process that was down ends late what it missed, and nothing twice.
 */
final class GrantEnds {

  /** How late a grant may end. */
  static final Duration PERIOD = Duration.ofSeconds(1);

  /** Many grants may end at midnight; what is left over comes with the next tick. */
  private static final int PEOPLE_PER_TICK = 100;

  private final AccessStores stores;
  private final PersonResolver resolver;

  GrantEnds(AccessStores stores, PersonResolver resolver) {
    this.stores = stores;
    this.resolver = resolver;
  }

  /** Sorts by time, then by person. */
  static String key(Instant due, String person) {
    return "%019d/%s".formatted(due.toEpochMilli(), person);
  }

  void endWhatIsDue(PolicyInForce inForce) {
    for (String key : due(resolver.now())) {
      stores.ends().delete(key);
      int slash = key.indexOf('/');
      @Nullable PeopleEntry entry = stores.people().get(key.substring(slash + 1));
      if (entry != null && entry.getBody() instanceof Person person) {
        Instant due = Instant.ofEpochMilli(Long.parseLong(key.substring(0, slash)));
        resolver.resolve(person, inForce, cause(entry.getCause(), due));
      }
    }
  }

  private List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<String, String> range =
        stores.ends().range(null, key(now.plusMillis(1), ""))) {
      while (range.hasNext() && due.size() < PEOPLE_PER_TICK) {
        due.add(range.next().key);
      }
    }
    return due;
  }

  /** The clock is the cause; the command is the one that brought the person here. */
  private static Cause cause(Cause last, Instant due) {
    return Cause.newBuilder(last)
        .setTrigger(Trigger.TIMER)
        .setActor(new Actor(ActorKind.TIMER, "grant-ends"))
        .setReceivedAt(due)
        .setDecidedAt(due)
        .build();
  }
}
