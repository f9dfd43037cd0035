package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static dev.rolecall.processor.guard.GuardProposals.control;
import static dev.rolecall.processor.guard.GuardProposals.joiner;
import static dev.rolecall.processor.guard.GuardProposals.leaver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Mode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardPropertyTest {

  private static final int PEOPLE = 7;
  private static final int KEYS = 3;
  private static final int STEPS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void anAccountBelongsToAtMostOnePersonWhateverHappens(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    GuardMemory known = new GuardMemory();
    known.propose("drone", control(1, Mode.ENFORCE), NOON);
    long counter = 0;
    Map<String, Access> log = new TreeMap<>();
    for (int step = 0; step < STEPS; step++) {
      GuardDecision decision = known.propose("drone", proposal(random), NOON);
      for (GuardDecision.Written record : decision.records()) {
        if (!(record instanceof GuardDecision.Written.OfAccess(Access access))) {
          continue;
        }
        counter++;
        assertThat(access.getVersion().getCounter()).isEqualTo(counter);
        log.put(access.getPerson(), access);
        assertHoldersAreAlone(log, known);
      }
    }
    assertThat(counter).isGreaterThan(STEPS / 4);
  }

  private static Access proposal(RandomGenerator random) {
    String person = "person-" + random.nextInt(PEOPLE);
    String key = "key-" + random.nextInt(KEYS);
    return switch (random.nextInt(4)) {
      case 0 -> leaver(person, key);
      case 1 -> joiner(person, key);
      case 2 -> joiner(person, key, "user");
      default -> joiner(person, key, "admin");
    };
  }

  /** After each record: what a connector sees is never two owners of an account. */
  private static void assertHoldersAreAlone(Map<String, Access> log, GuardMemory known) {
    Map<String, String> holders = new HashMap<>();
    for (Access access : log.values()) {
      if (Set.of(Disposition.CONVERGE, Disposition.LEAVER).contains(access.getDisposition())) {
        String key = access.getAccount().getKey();
        assertThat(holders.put(key, access.getPerson())).as(key).isNull();
        assertThat(known.claims).containsKey(key);
      } else {
        assertThat(access.getGrants()).isEmpty();
      }
    }
  }
}
