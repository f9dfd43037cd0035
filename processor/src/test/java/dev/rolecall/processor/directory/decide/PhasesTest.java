package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.ShownHold;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** From the first push until an operator confirms it, a directory is loading. */
class PhasesTest {

  private static final ConfirmDirectory CONFIRM = new ConfirmDirectory(List.of());

  @Test
  void theFirstCommandSaysBeforeAnythingElseThatTheDirectoryIsLoading() {
    Acme acme = new Acme();
    Decision first = acme.send(join("ada"));

    DirectoryPhase loading = new DirectoryPhase(ACME, false, acme.now(), List.of());
    assertThat(first.facts().getFirst().key()).isEqualTo(Keys.phase(ACME));
    assertThat(acme.state.phase()).isEqualTo(loading);
    assertThat(first.people())
        .extracting(PeopleRecord::key)
        .containsExactly(Keys.peoplePhase(ACME), Keys.person(ACME, id("ada")));
    assertThat(body(first.people().getFirst())).isEqualTo(loading);
    assertThat(acme.send(join("bob")).people()).hasSize(1);
  }

  @Test
  void aRejectedCommandSaysNothingOfThePhase() {
    Acme acme = new Acme();
    assertThat(acme.send(deleteUser("ada")).facts()).isEmpty();
    assertThat(acme.state.phase()).isNull();
  }

  @Test
  void whoConfirmsReleasesWhatTheyWereShown() {
    Acme acme = Acme.with(join("ada"));
    List<ShownHold> shown = List.of(new ShownHold("gitlab.3f9c2a1b", 7L));
    Decision decision = acme.send(new ConfirmDirectory(shown));

    DirectoryPhase ready = new DirectoryPhase(ACME, true, acme.now(), shown);
    assertThat(((Accepted) decision.outcome().getResult()).getChanged()).isTrue();
    assertThat(acme.state.phase()).isEqualTo(ready);
    assertThat(decision.people())
        .extracting(PeopleRecord::key)
        .containsExactly(Keys.peoplePhase(ACME));
    assertThat(body(decision.people().getFirst())).isEqualTo(ready);
    AuditEntry audit = decision.audit().getFirst();
    assertThat(audit.getType()).isEqualTo(AuditType.DIRECTORY_READY);
    assertThat(audit.getActor()).isEqualTo(GRACE);
    assertThat(audit.getMessage()).isEqualTo("1 hold is released with it");
  }

  @Test
  void confirmingAgainChangesNothing() {
    Acme acme = Acme.with(join("ada"), CONFIRM);
    DirectoryPhase before = Objects.requireNonNull(acme.state.phase());
    Decision again = acme.send(CONFIRM);
    assertThat(((Accepted) again.outcome().getResult()).getChanged()).isFalse();
    assertThat(again.facts()).isEmpty();
    assertThat(again.people()).isEmpty();
    assertThat(again.audit()).isEmpty();
    assertThat(acme.state.phase()).isEqualTo(before);
  }

  @Test
  void aDirectoryThatNothingWasPushedToYetCanBeConfirmed() {
    Acme acme = new Acme();
    Decision decision = acme.send(CONFIRM);
    assertThat(decision.facts()).hasSize(1);
    assertThat(decision.people()).hasSize(1);
    assertThat(acme.send(join("ada")).facts()).hasSize(1);
    assertThat(Objects.requireNonNull(acme.state.phase()).getReady()).isTrue();
  }

  @Test
  void holdsThatCannotBeAreRefused() {
    Acme acme = Acme.with(join("ada"));
    ShownHold hold = new ShownHold("gitlab.3f9c2a1b", 7L);
    for (List<ShownHold> shown :
        List.of(
            List.of(new ShownHold("", 7L)),
            List.of(new ShownHold("gitlab", 7L)),
            List.of(new ShownHold("gitlab.3f9c2a1b", -1L)),
            Collections.nCopies(Limits.HOLDS_PER_COMMAND + 1, hold))) {
      assertThat(acme.rejected(new ConfirmDirectory(shown)).getRefusal())
          .isEqualTo(Refusal.INVALID);
    }
    assertThat(Objects.requireNonNull(acme.state.phase()).getReady()).isFalse();
  }

  private static Object body(PeopleRecord record) {
    return Objects.requireNonNull(record.entry()).getBody();
  }
}
