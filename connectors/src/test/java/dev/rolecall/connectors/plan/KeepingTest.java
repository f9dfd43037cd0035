package dev.rolecall.connectors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Keeping.Named;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.schemas.avro.Holder;
import dev.rolecall.schemas.avro.Keep;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.ScopeReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepingTest {

  private static final Keeping KEEPING =
      new Keeping(
          new Keep(List.of("root", "breakglass-*"), "acme/a", List.of("owner"), false),
          ModelTool.DESCRIPTOR);

  @Test
  void anAccountNamedInFullIsMissedWhateverWas() {
    assertThat(KEEPING.lost(List.of(), List.of())).containsExactly(new Named("root", false));
    assertThat(KEEPING.lost(List.of(holder("1", "root", "owner")), List.of())).isEmpty();
    assertThat(KEEPING.lost(List.of(holder("root", "someone", "owner")), List.of())).isEmpty();
    assertThat(KEEPING.lost(List.of(holder("1", "root", "reader")), List.of()))
        .containsExactly(new Named("root", false));
  }

  @Test
  void ofThoseThatAPatternFitsOnlyWhoHeldItBeforeIsMissed() {
    ObservedHolder root = holder("1", "root", "owner");
    assertThat(KEEPING.lost(List.of(root, holder("9", "breakglass-2", "reader")), List.of()))
        .isEmpty();
    assertThat(KEEPING.lost(List.of(root), List.of(report("9", "breakglass-2", "owner"))))
        .containsExactly(new Named("9", true));
    assertThat(KEEPING.lost(List.of(root), List.of(report("9", "breakglass-2", "reader"))))
        .isEmpty();
  }

  @Test
  void whatIsMissingIsGivenAndALowerRoleIsRaisedAHigherOneIsEnough() {
    assertThat(KEEPING.missing(List.of()))
        .containsExactly(new Change.Grant("acme/a", "owner", Optional.empty()));
    assertThat(KEEPING.missing(List.of(PlanWords.direct("acme/a", "reader"))))
        .containsExactly(new Change.ChangeRole("acme/a", "reader", "owner", Optional.empty()));
    Keeping readers =
        new Keeping(
            new Keep(List.of("root"), "acme/a", List.of("reader"), false), ModelTool.DESCRIPTOR);
    assertThat(readers.missing(List.of(PlanWords.direct("acme/a", "owner")))).isEmpty();
    assertThat(readers.lost(List.of(holder("1", "root", "owner")), List.of())).isEmpty();
  }

  @Test
  void rolesOfASetAreKeptEachForItself() {
    Keeping labels =
        new Keeping(
            new Keep(List.of("root"), "label:x", List.of("red", "blue"), false),
            ModelTool.DESCRIPTOR);
    assertThat(labels.missing(List.of(PlanWords.direct("label:x", "red"))))
        .containsExactly(new Change.Grant("label:x", "blue", Optional.empty()));
  }

  private static ObservedHolder holder(String id, String login, String role) {
    return new ObservedHolder(new ObservedAccount(id, login, Presence.ACTIVE, false), role);
  }

  private static ScopeReport report(String id, String login, String role) {
    Holder holder =
        new Holder(
            new NativeAccount(id, login, "active"),
            role,
            Origin.UNEXPLAINED,
            null,
            null,
            null,
            false);
    return new ScopeReport("tool", "acme/a", Instant.EPOCH, List.of(holder), 1, 1, 0);
  }
}
