package dev.rolecall.policy.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.RoleRanks;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.adopt.DriftRow.Reason;
import dev.rolecall.policy.adopt.DriftRow.Verdict;
import dev.rolecall.policy.draft.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DriftTableTest {

  private static final RoleRanks RANKS =
      new RoleRanks(
          new Tools(
              Map.of(
                  "tool",
                  new ToolShape(
                      "tool",
                      List.of(
                          new ScopeShape(
                              "project", "{}", RoleKind.LADDER, List.of("guest", "dev", "lead")),
                          new ScopeShape(
                              "folder", "folder:{}", RoleKind.SET, List.of("read", "build")))))));

  private static Cell cell(String written) {
    int equals = written.indexOf('=');
    return new Cell(written.substring(0, equals), written.substring(equals + 1));
  }

  private static Holder holder(Holder.Kind kind, String wants, String has, Origin origin) {
    List<Cell> wanted = new ArrayList<>();
    List<Holder.Has> held = new ArrayList<>();
    for (String each : wants.split(" ", -1)) {
      if (!each.isEmpty()) {
        wanted.add(cell(each));
      }
    }
    for (String each : has.split(" ", -1)) {
      if (!each.isEmpty()) {
        held.add(new Holder.Has(cell(each), origin));
      }
    }
    return new Holder("id", "ana@acme.example", kind, wanted, held);
  }

  private static DriftTable table(Holder... holders) {
    return DriftTable.of("tool", RANKS, List.of(holders));
  }

  private static List<String> rows(Holder... holders) {
    return table(holders).rows().stream()
        .map(row ->
            "%s %s/%s %s"
                .formatted(
                    row.scope(),
                    row.wanted().orElse("-"),
                    row.held().orElse("-"),
                    row.reason().word()))
        .toList();
  }

  private static final Holder.Kind PERSON = Holder.Kind.PERSON;

  @Test
  void whatIsWantedAndThereIsExplainedByHowItCame() {
    assertThat(rows(holder(PERSON, "web=dev", "web=dev", Origin.GRANTED)))
        .containsExactly("web dev/dev granted");
    assertThat(rows(holder(PERSON, "web=dev", "web=dev", Origin.ADOPTED)))
        .containsExactly("web dev/dev adopted");
    assertThat(rows(holder(PERSON, "web=dev", "web=dev", Origin.UNEXPLAINED)))
        .containsExactly("web dev/dev by-hand");
  }

  @Test
  void whatNothingWantsIsUnexplainedUnlessItWasOurs() {
    assertThat(rows(holder(PERSON, "", "web=dev", Origin.UNEXPLAINED)))
        .containsExactly("web -/dev no-rule");
    assertThat(rows(holder(PERSON, "", "web=dev", Origin.GRANTED)))
        .containsExactly("web -/dev no-longer-wanted");
  }

  @Test
  void onALadderHigherIsUnexplainedAndLowerIsMissing() {
    assertThat(rows(holder(PERSON, "web=dev shop=dev", "web=lead shop=guest", Origin.UNEXPLAINED)))
        .containsExactly("shop dev/guest lower", "web dev/lead higher");
    assertThat(rows(holder(PERSON, "web=dev web=guest", "web=guest web=dev", Origin.GRANTED)))
        .containsExactly("web dev/dev granted");
  }

  @Test
  void rolesOfASetAreComparedOneByOne() {
    assertThat(rows(holder(PERSON, "folder:a=read", "folder:a=build", Origin.UNEXPLAINED)))
        .containsExactly("folder:a -/build no-rule", "folder:a read/- not-held");
  }

  @Test
  void whatIsWantedAndNotThereIsMissing() {
    assertThat(rows(holder(PERSON, "web=dev", "", Origin.GRANTED)))
        .containsExactly("web dev/- not-held");
    assertThat(rows(holder(Holder.Kind.PERSON_WITHOUT_ACCOUNT, "web=dev", "", Origin.GRANTED)))
        .containsExactly("web dev/- no-account");
  }

  @Test
  void holdersWhoAreNobodyAreSaidToBe() {
    assertThat(rows(holder(Holder.Kind.BOT, "", "web=dev", Origin.UNEXPLAINED)))
        .containsExactly("web -/dev bot");
    assertThat(rows(holder(Holder.Kind.ORPHAN, "", "web=dev", Origin.UNEXPLAINED)))
        .containsExactly("web -/dev orphan");
    assertThat(rows(holder(Holder.Kind.AMBIGUOUS, "", "web=dev", Origin.UNEXPLAINED)))
        .containsExactly("web -/dev ambiguous");
    assertThat(rows(holder(Holder.Kind.LEAVER, "", "web=dev", Origin.GRANTED)))
        .containsExactly("web -/dev leaver");
  }

  @Test
  void aTableIsCountedAndExplainedRowsComeLast() {
    DriftTable table =
        table(
            holder(PERSON, "a=dev b=dev c=dev", "a=dev c=lead d=guest", Origin.UNEXPLAINED),
            holder(Holder.Kind.BOT, "", "a=dev", Origin.UNEXPLAINED));
    assertThat(table.verdicts())
        .containsExactly(
            Map.entry(Verdict.EXPLAINED, 2),
            Map.entry(Verdict.UNEXPLAINED, 2),
            Map.entry(Verdict.MISSING, 1));
    assertThat(table.reasons())
        .containsOnlyKeys(
            Reason.BY_HAND, Reason.BOT, Reason.NO_RULE, Reason.HIGHER, Reason.NOT_HELD);
    assertThat(table.rows().subList(3, 5)).allMatch(row -> row.verdict() == Verdict.EXPLAINED);
    assertThat(table().verdicts().values()).containsExactly(0, 0, 0);
  }

  @Test
  void textsOfATableNameNobody() {
    DriftTable table = table(holder(PERSON, "a=dev", "", Origin.GRANTED));
    assertThat(table.toString()).doesNotContain("acme.example");
  }
}
