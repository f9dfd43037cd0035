package dev.rolecall.processor.access;

import static dev.rolecall.processor.access.Acme.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.guard.AccessContent;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Standing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends are computed from what is in the log: whoever reads it later comes to the same access. */
class ReplayTest {

  private static final int EVENTS = 60;
  private static final List<String> PEOPLE = List.of("ada", "bob", "cal", "dot");
  private static final List<String> GROUPS = List.of("elevation", "book-club");

  @TempDir Path live;
  @TempDir Path replayed;

  private record Event(Duration after, PeopleEntry entry) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void expiryComputedFromAReplayedLogIsIdentical(long seed) {
    Random random = new Random(seed);
    List<Event> history = history(random);
    Map<String, Object> lived;
    Instant end;
    try (AccessApplication application = new AccessApplication(live, Acme.tools())) {
      Map<String, Access> written = new TreeMap<>();
      application.read(Acme.bundle(1, TimersTest.POLICY));
      for (Event event : history) {
        application.pass(event.after());
        // Who must wait, and who may be resolved at once, is not in the log.
        application.people(random.nextBoolean() ? Backlog.MANY_PEOPLE : 0);
        application.read(event.entry());
      }
      application.people(0);
      application.pass(Duration.ofMinutes(random.nextInt(1_000)));
      application.finishJobs();
      application.access("drone").forEach(access -> written.put(access.getPerson(), access));
      lived = held(written);
      end = application.now();
    }
    assertThat(replayed(history, end)).isEqualTo(lived);
  }

  private Map<String, Object> replayed(List<Event> history, Instant end) {
    try (AccessApplication application = new AccessApplication(replayed, Acme.tools(), end)) {
      Map<String, Access> written = new TreeMap<>();
      application.read(Acme.bundle(1, TimersTest.POLICY));
      history.forEach(event -> application.read(event.entry()));
      application.access("drone").forEach(access -> written.put(access.getPerson(), access));
      return held(written);
    }
  }

  /** Who never had anything and who has nothing any more are alike. */
  private static Map<String, Object> held(Map<String, Access> written) {
    Map<String, Object> held = new TreeMap<>();
    written.forEach((person, access) -> {
      if (!access.getGrants().isEmpty()) {
        held.put(person, AccessContent.of(access).cells());
      }
    });
    return held;
  }

  private static List<Event> history(Random random) {
    List<Event> history = new ArrayList<>();
    Instant now = MORNING;
    for (int i = 0; i < EVENTS; i++) {
      Duration after = Duration.ofMinutes(random.nextInt(90));
      now = now.plus(after);
      history.add(new Event(after, event(random, now)));
    }
    return history;
  }

  private static PeopleEntry event(Random random, Instant now) {
    String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
    return switch (random.nextInt(5)) {
      case 0 -> Acme.active(person);
      case 1 -> Acme.person(person, Standing.INACTIVE, "elevation");
      // A record is read later than the membership began.
      case 2 ->
          Acme.member(person, "elevation", now.minus(Duration.ofMinutes(random.nextInt(900))));
      default -> Acme.member(person, GROUPS.get(random.nextInt(GROUPS.size())), now);
    };
  }
}
