package dev.rolecall.connectors.plan;

import static dev.rolecall.connectors.plan.PlanWords.ENFORCE;
import static dev.rolecall.connectors.plan.PlanWords.account;
import static dev.rolecall.connectors.plan.PlanWords.direct;
import static dev.rolecall.connectors.plan.PlanWords.leaver;
import static dev.rolecall.connectors.plan.PlanWords.nobody;
import static dev.rolecall.connectors.plan.PlanWords.role;
import static dev.rolecall.connectors.plan.PlanWords.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.NativeAccount;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.Trigger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftedTest {

  /** Loaded first: with the codec Avro learns to trust our classes, which builders need too. */
  static final Codec<Status> STATUSES = Codec.of(Status.class);

  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Desired WANTED = wanting(ENFORCE, role("acme/a", "writer"));

  @Test
  void whatWasAsWantedAndIsNotAnyMoreIsDriftWithWhatWasAndWhatIs() {
    Status last = status("active", "acme/a", "writer");
    assertThat(Drifted.since(last, WANTED, account(direct("acme/a", "writer")))).isEmpty();

    List<Drifted> lost = Drifted.since(last, WANTED, account());
    assertThat(lost).extracting(Drifted::scope).containsExactly("acme/a");
    assertThat(lost.get(0).before()).containsExactly(new Role("acme/a", "writer"));
    assertThat(lost.get(0).after()).isEmpty();
    assertThat(lost.get(0).isRepaired(WANTED, account())).isFalse();
    assertThat(lost.get(0).isRepaired(WANTED, account(direct("acme/a", "writer")))).isTrue();

    List<Drifted> changed = Drifted.since(last, WANTED, account(direct("acme/a", "owner")));
    assertThat(changed.get(0).after()).containsExactly(new Role("acme/a", "owner"));
  }

  @Test
  void whatWasNeverThereOrIsNotWantedIsNoDrift() {
    assertThat(Drifted.since(status("active"), WANTED, account())).isEmpty();
    Status other = status("active", "acme/b", "owner");
    assertThat(Drifted.since(other, WANTED, account())).isEmpty();
  }

  @Test
  void anAccountThatSomebodyDisabledOrDeletedIsDrift() {
    Status last = status("active");
    Drifted disabled = Drifted.since(last, WANTED, account(Presence.DISABLED)).get(0);
    assertThat(disabled.scope()).isEqualTo(Bounds.ACCOUNT);
    assertThat(disabled.what()).contains("disabled");
    assertThat(disabled.isRepaired(WANTED, account())).isTrue();
    assertThat(Drifted.since(last, WANTED, nobody()).get(0).what()).contains("deleted");
  }

  @Test
  void ofSomebodyWhoLeftItIsDriftWhenTheAccountWorksAgain() {
    Status last = status("disabled");
    assertThat(Drifted.since(last, leaver(ENFORCE), account(Presence.DISABLED))).isEmpty();
    Drifted back = Drifted.since(last, leaver(ENFORCE), account()).get(0);
    assertThat(back.what()).contains("work again");
    assertThat(back.isRepaired(leaver(ENFORCE), account())).isFalse();
    assertThat(back.isRepaired(leaver(ENFORCE), account(Presence.DISABLED))).isTrue();
  }

  private static Status status(String account, String... scopeAndRole) {
    Actor actor = new Actor(ActorKind.TIMER, "sweep");
    return Status.newBuilder()
        .setTool("tool")
        .setDirectory("acme")
        .setPerson("ada")
        .setState(State.CONVERGED)
        .setAccount(new NativeAccount("7", "ada", account))
        .setCells(
            scopeAndRole.length == 0
                ? List.of()
                : List.of(
                    new Cell(scopeAndRole[0], scopeAndRole[1], Origin.GRANTED, "active", null)))
        .setCause(new Cause(Trigger.SCIM, "command", "PATCH", "c", actor, NOW, NOW))
        .build();
  }
}
