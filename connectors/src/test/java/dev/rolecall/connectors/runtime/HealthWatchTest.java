package dev.rolecall.connectors.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.ToolReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthWatchTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Whoever has the topics trusts their records. */
  @BeforeAll
  static void theTopicsAreKnown() {
    assertThat(Topics.AUDIT_ENTRIES.name()).isNotBlank();
  }

  @Test
  void aTokenIsSpokenOfThirtySevenAndOneDaysBeforeItsEnd() {
    assertThat(warning("2026-12-23")).isEmpty();
    assertThat(warning("2026-12-22")).hasValue("tool/token/2026-12-22/30");
    assertThat(warning("2026-11-30")).hasValue("tool/token/2026-11-30/30");
    assertThat(warning("2026-11-29")).hasValue("tool/token/2026-11-29/7");
    assertThat(warning("2026-11-23")).hasValue("tool/token/2026-11-23/1");
    assertThat(warning("2026-11-20")).hasValue("tool/token/2026-11-20/1");
  }

  @Test
  void aToolThatDoesNotTellWhenItsTokenEndsIsNotWarnedOf() {
    ToolHealth silent = new ToolHealth(Optional.empty(), Optional.empty(), List.of());
    ToolReport report = ToolReports.of("tool", ScriptedTool.DESCRIPTOR, silent, NOON);

    assertThat(ToolReports.ending(report)).isEmpty();
    assertThat(report.getTokenEnds()).isNull();
  }

  @Test
  void theCoordinatorTellsHowTheToolIsAndAuditsAnEndOnce() throws InterruptedException {
    World world = new World("health");
    world.control(Mode.ENFORCE, 1, "acme/**");
    world.model.health =
        new ToolHealth(
            Optional.of("17.2"),
            Optional.of(LocalDate.now(ZoneOffset.UTC).plusDays(3)),
            List.of("the token may not read groups: add read_api"),
            Map.of("acme", "SAML group sync"));
    try {
      world.start("one");
      world.start("two");
      world.await("report", () -> world.toolReport().isPresent());
      ToolReport report = world.toolReport().orElseThrow();

      assertThat(report.getVersion()).isEqualTo("17.2");
      assertThat(report.getProblems()).hasSize(1);
      assertThat(report.getOtherWriters())
          .singleElement()
          .satisfies(it -> assertThat(it.getWho()).isEqualTo("SAML group sync"));
      assertThat(report.getCapabilities())
          .anyMatch(it -> it.getAbility().equals("revoke") && it.getSupport().equals("native"));
      world.wants("ada", "acme/web", "writer");
      world.await("work", () -> world.status("ada") != null);
      assertThat(world.audit()).filteredOn(HealthWatchTest::isEnding).hasSize(1);
    } finally {
      world.close();
    }
  }

  private static boolean isEnding(AuditEntry entry) {
    return entry.getType() == AuditType.TOKEN_ENDING;
  }

  private static Optional<String> warning(String end) {
    ToolHealth health =
        new ToolHealth(Optional.empty(), Optional.of(LocalDate.parse(end)), List.of());
    return ToolReports.ending(ToolReports.of("tool", ScriptedTool.DESCRIPTOR, health, NOON))
        .map(AuditEntry::getId);
  }
}
