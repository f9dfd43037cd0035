package dev.rolecall.ingest.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Where the RFCs are followed, our filters find and our PATCHes make what two other implementations
 * find and make; and each error that is known of them still shows.
 */
class DifferentialTest {

  private static final int FEWEST_FILTERS = 60;
  private static final int FEWEST_PATCHES = 50;
  private static final int FEWEST_USERS = 12;

  private final Oracle ours = new OurEngine();
  private final Map<String, Oracle> oracles = oracles();
  private final List<ObjectNode> users = Tables.users();

  static Map<String, Oracle> oracles() {
    Map<String, Oracle> oracles = new LinkedHashMap<>();
    oracles.put("PING", new PingOracle());
    oracles.put("SDK", new SdkOracle());
    return oracles;
  }

  @Test
  void everyFilterFindsWhatTheOraclesFind() {
    List<Tables.Row> rows = Tables.filters();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(FEWEST_FILTERS);
    assertThat(users).hasSizeGreaterThanOrEqualTo(FEWEST_USERS);
    assertThat(surprises(rows, (engine, row) -> user -> engine.matches(row, user))).isEmpty();
  }

  @Test
  void everyPatchMakesWhatTheOraclesMake() {
    List<Tables.Row> rows = Tables.patches();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(FEWEST_PATCHES);
    assertThat(surprises(rows, DifferentialTest::patched)).isEmpty();
  }

  @Test
  void everyKnownErrorIsShownByARowOfItsOwn() {
    Set<KnownError> shown = EnumSet.noneOf(KnownError.class);
    List<Tables.Row> rows = new ArrayList<>(Tables.filters());
    rows.addAll(Tables.patches());
    for (Tables.Row row : rows) {
      for (String oracle : oracles.keySet()) {
        List<KnownError> errors = row.errors().stream().filter(e -> e.isOf(oracle)).toList();
        if (errors.size() == 1) {
          shown.add(errors.getFirst());
        }
      }
    }
    assertThat(shown).containsExactlyInAnyOrder(KnownError.values());
    for (KnownError error : KnownError.values()) {
      assertThat(error.section).startsWith("RFC 764");
      assertThat(error.explanation).endsWith(".");
    }
  }

  static Question patched(Oracle engine, String operations) {
    JsonNode body = Tables.body(operations);
    return user -> engine.patched(body, user).map(Canon::of);
  }

  /** One question to one engine about one user; empty: refused. */
  interface Question {
    Optional<?> about(ObjectNode user);
  }

  /** A difference that no error explains, and an error that makes no difference. */
  private List<String> surprises(
      List<Tables.Row> rows, BiFunction<Oracle, String, Question> question) {
    List<String> surprises = new ArrayList<>();
    for (Tables.Row row : rows) {
      for (Map.Entry<String, Oracle> oracle : oracles.entrySet()) {
        String differences =
            differences(
                question.apply(ours, row.text()), question.apply(oracle.getValue(), row.text()));
        boolean isExpected = row.errors().stream().anyMatch(error -> error.isOf(oracle.getKey()));
        if (differences.isEmpty() == isExpected) {
          surprises.add(
              "%s: %s %s"
                  .formatted(
                      row.text(), oracle.getKey(), isExpected ? "no longer errs" : differences));
        }
      }
    }
    return surprises;
  }

  private String differences(Question our, Question their) {
    return users.stream()
        .filter(user -> !our.about(user).equals(their.about(user)))
        .map(user ->
            "%n  %s: ours %s, theirs %s"
                .formatted(user.path("id").asText(), our.about(user), their.about(user)))
        .collect(Collectors.joining());
  }
}
