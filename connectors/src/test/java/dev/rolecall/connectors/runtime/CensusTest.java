package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.ScopePatterns;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class CensusTest {

  private final Census census = new Census(new ScopePatterns(List.of("**")));

  @Test
  void aRoleGivenByHandIsExplainedAsLongAsARuleGrantsIt() {
    Status status =
        Status.newBuilder(
                Records.status(
                    Records.access("ada", 1),
                    State.CONVERGED,
                    new Cell("a", "reader", Origin.UNEXPLAINED, "active", null)))
            .setAccount(new NativeAccount("7", "ada", "active"))
            .build();
    census.status("acme/ada", status);
    census.access("acme/ada", Records.access("ada", 1, "a", "reader"));
    assertThat(census.isOurs("7", "a", "reader")).isTrue();
    assertThat(census.isOurs("7", "a", "owner")).isFalse();

    census.access("acme/ada", Records.access("ada", 2));
    assertThat(census.isOurs("7", "a", "reader")).isFalse();
  }

  @Test
  void whatWasTakenBackIsForgotten() {
    ScopeReport part = new ScopeReport("tool", "a", Records.NOW, List.of(), 0, 0, 1);
    census.report(Keys.scopeReport("a", 1), part);
    assertThat(census.lastReports("a")).containsExactly(part);
    census.report(Keys.scopeReport("a", 1), null);
    assertThat(census.lastReports("a")).isEmpty();

    census.status(
        "acme/ada",
        Status.newBuilder(Records.status(Records.access("ada", 1), State.CONVERGED))
            .setAccount(new NativeAccount("7", "ada", "active"))
            .build());
    census.forget("acme/ada", true);
    assertThat(census.person("7")).isEmpty();
  }

  @Test
  void reportsOfScopesThatAreNotManagedAnyMoreAreKnown() {
    Census narrow = new Census(new ScopePatterns(List.of("a/**")));
    for (String scope : List.of("a/b", "c")) {
      narrow.report(
          Keys.scopeReport(scope), new ScopeReport("tool", scope, Records.NOW, List.of(), 0, 0, 0));
    }
    assertThat(narrow.reportsOfOthers()).containsExactly(Keys.scopeReport("c"));
  }
}
