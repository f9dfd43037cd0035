package dev.rolecall.ingest.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random questions from the part of SCIM in which no oracle is known to err: all three agree.
 * Seeded: every run asks the same.
 */
class RandomDifferentialTest {

  private static final long SEED = 20261122;
  private static final int FILTERS = 1_500;
  private static final int PATCHES = 600;

  /** They have empty strings and lists, which both oracles take for values. */
  private static final Set<String> WITH_EMPTIES = Set.of("u8", "u13");

  private final Oracle ours = new OurEngine();
  private final Map<String, Oracle> oracles = DifferentialTest.oracles();
  private final List<ObjectNode> users =
      Tables.users().stream()
          .filter(user -> !WITH_EMPTIES.contains(user.path("id").asText()))
          .toList();
  private final RandomGenerator random = new Random(SEED);

  @Test
  void randomFiltersFindTheSame() {
    RandomFilters filters = new RandomFilters(random);
    int found = 0;
    for (int round = 0; round < FILTERS; round++) {
      String filter = filters.next();
      for (ObjectNode user : users) {
        var our = ours.matches(filter, user);
        assertThat(our).as(filter).isPresent();
        found += our.get() ? 1 : 0;
        oracles.forEach((name, oracle) ->
            assertThat(oracle.matches(filter, user))
                .as("%s: %s at %s", name, filter, user)
                .isEqualTo(our));
      }
    }
    int asked = FILTERS * users.size();
    assertThat(found).as("neither all nor nothing").isBetween(asked / 5, asked * 4 / 5);
  }

  @Test
  void randomPatchesMakeTheSame() {
    RandomPatches patches = new RandomPatches(random);
    int changed = 0;
    for (int round = 0; round < PATCHES; round++) {
      ObjectNode user = users.get(random.nextInt(users.size()));
      String operations = patches.next(user);
      JsonNode body = Tables.body(operations);
      var our = ours.patched(body, user).map(Canon::of);
      assertThat(our).as(operations).isPresent();
      changed += our.get().equals(Canon.of(user)) ? 0 : 1;
      oracles.forEach((name, oracle) ->
          assertThat(oracle.patched(body, user).map(Canon::of))
              .as("%s: %s at %s", name, operations, user)
              .isEqualTo(our));
    }
    assertThat(changed).isGreaterThan(PATCHES / 2);
  }
}
