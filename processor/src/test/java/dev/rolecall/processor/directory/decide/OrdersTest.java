package dev.rolecall.processor.directory.decide;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.AdoptCells;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.UndoCause;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.UndonePerson;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What operators decide goes through the directory stage to the guard. */
class OrdersTest {

  private static final DecideHold RELEASE =
      new DecideHold("gitlab.3f9c2a1b", HoldVerdict.RELEASE, 7L, null);
  private static final PauseTools PAUSE =
      new PauseTools(List.of("gitlab", "drone"), true, "the audit is on");
  private static final UndoneCell CELL = new UndoneCell("gitlab", "acme/web", "owner", null);

  @Test
  void aDecisionAboutAHoldIsSentOnAndNothingOfItStays() {
    Acme acme = new Acme();
    Decision decision = acme.send(RELEASE);

    String key = Keys.peopleOrder(id("command 1"));
    assertThat(decision.people()).extracting(PeopleRecord::key).containsExactly(key, key);
    PeopleEntry order = Objects.requireNonNull(decision.people().getFirst().entry());
    assertThat(order.getBody()).isEqualTo(RELEASE);
    assertThat(order.getCause().getTrigger()).isEqualTo(Trigger.OPERATOR);
    assertThat(order.getCause().getActor()).isEqualTo(GRACE);
    assertThat(decision.people().getLast().entry()).isNull();
    assertThat(decision.facts()).isEmpty();
    // The guard audits what becomes of it.
    assertThat(decision.audit()).isEmpty();
    assertThat(((Accepted) decision.outcome().getResult()).getResource())
        .isEqualTo("gitlab.3f9c2a1b");
  }

  @Test
  void thePlanOfABundleDoesNotTravelWithADecisionAboutATool() {
    PlanSummary plan = new PlanSummary("d1", "r1", List.of(), List.of());
    Decision decision =
        new Acme().send(new DecideHold("gitlab.3f9c2a1b", HoldVerdict.RELEASE, 7L, plan));
    assertThat(Objects.requireNonNull(decision.people().getFirst().entry()).getBody())
        .isEqualTo(RELEASE);
  }

  @Test
  void aPauseIsSentOn() {
    Decision decision = new Acme().send(PAUSE);
    assertThat(decision.people()).hasSize(2);
    assertThat(Objects.requireNonNull(decision.people().getFirst().entry()).getBody())
        .isEqualTo(PAUSE);
    assertThat(((Accepted) decision.outcome().getResult()).getResource()).isEqualTo("gitlab,drone");
  }

  @Test
  void eachPersonOfAnUndoIsSentOn() {
    UndonePerson ada = undone("ada", 1);
    UndonePerson bob = undone("bob", 2);
    Decision decision = Acme.with(join("ada"), join("bob")).send(new UndoCause(List.of(ada, bob)));

    String command = id("command 3");
    String ofAda = Keys.peopleOrder(command + "/acme/" + id("ada"));
    String ofBob = Keys.peopleOrder(command + "/acme/" + id("bob"));
    assertThat(decision.people())
        .extracting(PeopleRecord::key)
        .containsExactly(ofAda, ofAda, ofBob, ofBob);
    assertThat(decision.people().stream().map(PeopleRecord::entry))
        .extracting(entry -> entry == null ? null : entry.getBody())
        .containsExactly(ada, null, bob, null);
  }

  @Test
  void theLargestUndoStaysBelowTheRecordsOfOneTransaction() {
    List<UndonePerson> people =
        IntStream.range(0, Limits.MEMBERS_PER_COMMAND).mapToObj(n -> undone("p" + n, 1)).toList();
    Acme acme = Acme.with(join("ada"));
    assertThat(acme.send(new UndoCause(people)).people())
        .hasSizeBetween(2 * people.size(), Limits.RECORDS_PER_COMMAND);
    assertInvalid(acme, new UndoCause(List.of(undone("ada", people.size() + 1))), "480");
  }

  @Test
  void onlyAnOperatorDecides() {
    for (Object intent : intents()) {
      for (ActorKind kind : List.of(ActorKind.IDP, ActorKind.SYSTEM, ActorKind.TIMER)) {
        Acme acme = new Acme();
        Command command =
            Command.newBuilder(command("1", intent, MORNING))
                .setActor(new Actor(kind, "okta-2026"))
                .build();
        Decision decision = acme.decide(command, new CommandContext(MORNING, 1)).orElseThrow();
        assertThat(((Rejected) decision.outcome().getResult()).getDetail()).contains("operator");
        assertThat(decision.people()).isEmpty();
        assertThat(decision.facts()).isEmpty();
        assertThat(decision.audit())
            .extracting(AuditEntry::getType)
            .containsExactly(AuditType.COMMAND_REJECTED);
      }
    }
  }

  @Test
  void eachGoesToTheDirectoryThatItIsAbout() {
    for (Object intent : intents()) {
      Command right = command("1", intent, MORNING);
      Command wrong =
          Command.newBuilder(right)
              .setDirectory(right.getDirectory().equals(ACME) ? Keys.POLICY_DIRECTORY : ACME)
              .build();
      Decision decision = new Acme().decide(wrong, new CommandContext(MORNING, 1)).orElseThrow();
      assertThat(((Rejected) decision.outcome().getResult()).getRefusal())
          .isEqualTo(Refusal.INVALID);
      assertThat(decision.people()).isEmpty();
    }
  }

  @Test
  void thereIsNoPhaseOfTheDirectoryOfPolicies() {
    assertThat(new Acme().send(PAUSE).facts()).isEmpty();
  }

  @Test
  void whatIsMalformedIsRefusedWithWhatToDo() {
    Acme acme = new Acme();
    for (String hold : List.of("", " ", "gitlab", ".3f9c", "gitlab.", "gitlab.xyz", "a/b.3f9c")) {
      assertInvalid(acme, new DecideHold(hold, HoldVerdict.REJECT, 7L, null), "list the holds");
    }
    assertInvalid(
        acme, new DecideHold("gitlab.3f9c2a1b", HoldVerdict.REJECT, -1L, null), "revision");
    assertInvalid(acme, new PauseTools(List.of(), true, null), "1 to 100 tools");
    assertInvalid(
        acme, new PauseTools(Collections.nCopies(101, "gitlab"), true, null), "1 to 100 tools");
    assertInvalid(acme, new PauseTools(List.of("Git Lab"), true, null), "configuration");
    assertInvalid(acme, new PauseTools(List.of("gitlab"), true, "x".repeat(301)), "300 characters");
  }

  @Test
  void anUndoThatIsMalformedIsRefusedWithWhatToDo() {
    Acme acme = Acme.with(join("ada"));
    UndonePerson ada = undone("ada", 1);
    String person = ada.getPerson();
    assertInvalid(acme, new UndoCause(List.of()), "1 to 480");
    assertInvalid(acme, new UndoCause(List.of(ada, ada)), "each person once");
    assertInvalid(acme, undo(id("cause"), "globex/" + id("ada"), CELL), "of the directory acme");
    assertInvalid(acme, undo(id("cause"), "acme/ada/../x", CELL), "of the directory acme");
    assertInvalid(acme, undo("", person, CELL), "the command that is undone");
    assertInvalid(
        acme, undo(id("cause"), person, new UndoneCell("", "s", null, null)), "tool and scope");
    assertInvalid(
        acme, undo(id("cause"), person, new UndoneCell("gitlab", " ", null, null)), "scope");
  }

  @Test
  void aBundlesHoldIsNoBusinessOfAToolsGuard() {
    Decision decision =
        new Acme().send(new DecideHold("policy.3f9c2a1b", HoldVerdict.REJECT, 0L, null));
    assertThat(decision.people()).isEmpty();
  }

  @Test
  void aLookAtToolsOrAtAPersonIsSentOn() {
    Resync everybody = new Resync(List.of("gitlab", "drone"), null);
    Decision decision = new Acme().send(everybody);
    assertThat(decision.people()).hasSize(2);
    assertThat(Objects.requireNonNull(decision.people().getFirst().entry()).getBody())
        .isEqualTo(everybody);
    assertThat(decision.people().getLast().entry()).isNull();
    assertThat(decision.facts()).isEmpty();
    Resync ada = new Resync(List.of("gitlab"), "acme/" + id("ada"));
    assertThat(Objects.requireNonNull(new Acme().send(ada).people().getFirst().entry()).getBody())
        .isEqualTo(ada);
  }

  @Test
  void aLookThatIsMalformedIsRefused() {
    Acme acme = new Acme();
    assertInvalid(acme, new Resync(List.of(), null), "1 to 100 tools");
    assertInvalid(acme, new Resync(List.of("Git Lab"), null), "configuration");
    for (String person : List.of("", "ada", "acme/ada", "A/" + id("ada"), "/" + id("ada"))) {
      assertInvalid(acme, new Resync(List.of("gitlab"), person), "DIRECTORY/ID");
    }
  }

  @Test
  void eachPersonOfAnAdoptionIsSentOn() {
    AdoptedPerson ada = adopted("ada", 1);
    AdoptedPerson bob = adopted("bob", 2);
    Decision decision = Acme.with(join("ada"), join("bob")).send(new AdoptCells(List.of(ada, bob)));
    assertThat(decision.people().stream().map(PeopleRecord::entry))
        .extracting(entry -> entry == null ? null : entry.getBody())
        .containsExactly(ada, null, bob, null);
    assertThat(decision.people().getFirst().key())
        .isEqualTo(Keys.peopleOrder(id("command 3") + "/acme/" + id("ada")));
  }

  @Test
  void theLargestAdoptionStaysBelowTheRecordsOfOneTransaction() {
    List<AdoptedPerson> people =
        IntStream.range(0, Limits.MEMBERS_PER_COMMAND).mapToObj(n -> adopted("p" + n, 1)).toList();
    Acme acme = Acme.with(join("ada"));
    assertThat(acme.send(new AdoptCells(people)).people())
        .hasSizeBetween(2 * people.size(), Limits.RECORDS_PER_COMMAND);
    assertInvalid(acme, new AdoptCells(List.of(adopted("ada", people.size() + 1))), "480");
  }

  @Test
  void anAdoptionThatIsMalformedIsRefusedWithWhatToDo() {
    Acme acme = Acme.with(join("ada"));
    AdoptedPerson ada = adopted("ada", 1);
    assertInvalid(acme, new AdoptCells(List.of()), "1 to 480");
    assertInvalid(acme, new AdoptCells(List.of(ada, ada)), "each person once");
    assertInvalid(
        acme,
        new AdoptCells(List.of(new AdoptedPerson("globex/" + id("ada"), ada.getCells()))),
        "of the directory acme");
    for (AdoptedCell cell :
        List.of(
            new AdoptedCell("", "acme", "owner"),
            new AdoptedCell("gitlab", " ", "owner"),
            new AdoptedCell("gitlab", "acme", ""),
            new AdoptedCell("gitlab", "x".repeat(600), "owner"),
            new AdoptedCell("gitlab", "ac\nme", "owner"))) {
      assertInvalid(
          acme,
          new AdoptCells(List.of(new AdoptedPerson(ada.getPerson(), List.of(cell)))),
          "tool, scope and role");
    }
  }

  @Test
  void aLinkIsSentOnOrRefusedWithWhatToDo() {
    Acme acme = Acme.with(join("ada"));
    String ada = "acme/" + id("ada");
    SetLink link = new SetLink("gitlab", ada, "ada@acme.example", "4711", "ada");
    assertThat(Objects.requireNonNull(acme.send(link).people().getFirst().entry()).getBody())
        .isEqualTo(link);
    SetLink back = new SetLink("gitlab", ada, "ada@acme.example", null, "");
    assertThat(acme.send(back).people()).hasSize(2);
    assertInvalid(acme, new SetLink("Git Lab", ada, "k", "1", ""), "configuration");
    assertInvalid(acme, new SetLink("gitlab", "globex/x", "k", "1", ""), "DIRECTORY/ID");
    assertInvalid(acme, new SetLink("gitlab", ada, "", "1", ""), "account key");
    assertInvalid(acme, new SetLink("gitlab", ada, "k", " ", ""), "account key");
  }

  private static AdoptedPerson adopted(String person, int cells) {
    return new AdoptedPerson(
        Keys.person(ACME, id(person)),
        Collections.nCopies(cells, new AdoptedCell("gitlab", "acme/web", "owner")));
  }

  private static List<Object> intents() {
    return List.of(
        RELEASE,
        PAUSE,
        new ConfirmDirectory(List.of()),
        undo("ada"),
        new Resync(List.of("gitlab"), null),
        adopting("ada"),
        new SetLink("gitlab", "acme/" + id("ada"), "k", "1", ""));
  }

  private static AdoptCells adopting(String person) {
    return new AdoptCells(List.of(adopted(person, 1)));
  }

  private static void assertInvalid(Acme acme, Object intent, String advice) {
    Rejected rejected = acme.rejected(intent);
    assertThat(rejected.getRefusal()).isEqualTo(Refusal.INVALID);
    assertThat(rejected.getDetail()).contains(advice);
  }

  private static UndoCause undo(String person) {
    return new UndoCause(List.of(undone(person, 1)));
  }

  private static UndoCause undo(String cause, String person, UndoneCell cell) {
    return new UndoCause(List.of(new UndonePerson(cause, person, List.of(cell))));
  }

  private static UndonePerson undone(String person, int cells) {
    return new UndonePerson(
        id("cause"), Keys.person(ACME, id(person)), Collections.nCopies(cells, CELL));
  }
}
