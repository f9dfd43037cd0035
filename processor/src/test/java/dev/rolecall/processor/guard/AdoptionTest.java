package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.MinHolders;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Result;
import dev.rolecall.schemas.avro.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was in a tool before becomes ours, and what no rule gives of it goes as removals go. */
class AdoptionTest {

  private final GuardMemory known = new GuardMemory();
  private final Instant now = NOON;
  private int orders;

  AdoptionTest() {
    known.propose("drone", GuardProposals.control(1, Mode.ENFORCE), now);
  }

  @Test
  void whatARuleGivesAnywayIsOursFromThenOnAndCostsNothing() {
    staff(known, 100);
    for (int i = 0; i < 100; i++) {
      adopt(i, "group:web=developer");
    }
    assertThat(known.holds).isEmpty();
    assertThat(known.flow("drone", HoldTrigger.REVOKES)).isNull();
    assertThat(access(1).getAdopted()).containsExactly(new Role("group:web", "developer"));
    assertThat(roles(1)).containsExactly("group:web=developer");
  }

  @Test
  void aLowerRoleThanARuleGivesIsExplained() {
    staff(known, 1);
    adopt(0, "group:web=guest");
    assertThat(known.flow("drone", HoldTrigger.REVOKES)).isNull();
    assertThat(roles(0)).containsExactly("group:web=developer");
  }

  @Test
  void whatNoRuleGivesGoesWithinTheBudgetOfRevokes() {
    staff(known, 100);
    long version = access(1).getVersion().getCounter();
    adopt(1, "group:api=developer");
    assertThat(access(1).getAdopted()).containsExactly(new Role("group:api", "developer"));
    // Access says nothing of it, under a version of its own: that is the permission.
    assertThat(roles(1)).containsExactly("group:web=developer");
    assertThat(access(1).getVersion().getCounter()).isGreaterThan(version);
    assertThat(requireNonNull(known.flow("drone", HoldTrigger.REVOKES)).getCounts())
        .containsExactly(1L);
  }

  @Test
  void beyondTheBudgetItStaysUntilSomebodyDecides() {
    staff(known, 100);
    for (int i = 0; i < 30; i++) {
      adopt(i, "group:api=developer");
    }
    Hold hold = open(HoldTrigger.REVOKES);
    assertThat(hold.getPeople()).isEqualTo(6);
    assertThat(hold.getCells()).isEqualTo(6);
    assertThat(roles(29)).containsExactly("group:api=developer", "group:web=developer");
    assertThat(access(29).getGrants().getFirst().getReasons().getFirst().getRule())
        .isEqualTo(Adoption.RULE);
    decide(hold, HoldVerdict.RELEASE);
    assertThat(roles(29)).containsExactly("group:web=developer");
    assertThat(access(29).getAdopted()).hasSize(1);
  }

  @Test
  void whatIsRefusedStaysOursAndStays() {
    staff(known, 100);
    for (int i = 0; i < 30; i++) {
      adopt(i, "group:api=developer");
    }
    decide(open(HoldTrigger.REVOKES), HoldVerdict.REJECT);
    known.propose(GuardProposals.with(person(29, "group:web=owner")), now);
    assertThat(roles(29)).containsExactly("group:api=developer", "group:web=owner");
  }

  @Test
  void aHigherRoleThanARuleGivesIsLoweredAsARemoval() {
    staff(known, 3);
    protect("k1");
    adopt(1, "group:web=owner");
    Hold hold = open(HoldTrigger.PROTECTED);
    assertThat(roles(1)).containsExactly("group:web=owner");
    settings(Control.newBuilder(GuardProposals.control(3, Mode.ENFORCE)).setDigest("no more"));
    known.again("acme/p1", now);
    assertThat(known.now(hold).getState()).isEqualTo(HoldState.OVERTAKEN);
    assertThat(roles(1)).containsExactly("group:web=developer");
  }

  @Test
  void theLastHolderOfARoleKeepsIt() {
    staff(known, 3);
    settings(
        Control.newBuilder(GuardProposals.control(2, Mode.ENFORCE))
            .setMinHolders(List.of(new MinHolders("group:api", "owner", 1)))
            .setDigest("least"));
    adopt(1, "group:api=owner");
    assertThat(open(HoldTrigger.MIN_HOLDERS).getPeople()).isEqualTo(1);
    assertThat(roles(1)).contains("group:api=owner");
  }

  @Test
  void whatWasTakenOverStaysOursWhateverTheDirectorySaysLater() {
    staff(known, 1);
    adopt(0, "group:web=developer");
    known.propose(GuardProposals.with(person(0, "server=user")), now);
    assertThat(access(0).getAdopted()).hasSize(1);
    known.propose("drone", GuardProposals.leaver("p0", "k0"), now);
    assertThat(access(0).getDisposition()).isEqualTo(Disposition.LEAVER);
    assertThat(access(0).getAdopted()).hasSize(1);
    known.propose("drone", GuardProposals.member("heir", "k0", "team", "server=user"), now);
    assertThat(access(0).getDisposition()).isEqualTo(Disposition.SUPERSEDED);
    assertThat(access(0).getAdopted()).isEmpty();
    assertThat(known.has("acme/heir").getAdopted()).isEmpty();
  }

  @Test
  void theSameOnceMoreChangesNothing() {
    staff(known, 1);
    adopt(0, "group:web=developer");
    GuardDecision again = adopt(0, "group:web=developer");
    assertThat(again).isEqualTo(GuardDecision.NOTHING);
  }

  @Test
  void itIsAuditedOnceWithItsRoles() {
    staff(known, 1);
    AuditEntry entry =
        adopt(0, "group:api=developer", "group:web=developer", "server=user").audit().stream()
            .filter(each -> each.getType() == AuditType.ROLE_ADOPTED)
            .findFirst()
            .orElseThrow();
    assertThat(entry.getOutcome()).isEqualTo(Result.SUCCESS);
    assertThat(entry.getAfter()).hasSize(3);
    assertThat(entry.getMessage())
        .isEqualTo("taken over: 1 roles that rules give, 2 that none gives");
    assertThat(entry.getPerson()).isEqualTo("p0");
    assertThat(entry.getActor().getName()).isEqualTo("alice");
  }

  @Test
  void nothingIsTakenOverWhileTheDirectoryIsBeingFilled() {
    GuardMemory loading = GuardMemory.loading();
    loading.propose("drone", GuardProposals.control(1, Mode.ENFORCE), now);
    staff(loading, 1);
    assertRefused(loading, 0, "rolecall directory ready acme");
    assertThat(loading.has("acme/p0").getAdopted()).isEmpty();
  }

  @Test
  void whoHasNoAccessHereHasNothingTakenOver() {
    assertRefused(known, 7, "no access here");
    staff(known, 1);
    known.propose("drone", GuardProposals.leaver("p0", "k0"), now);
    assertRefused(known, 0, "no access here");
  }

  @Test
  void whatWaitsForADecisionIsNotTakenOver() {
    staff(known, 40);
    known.propose(
        GuardProposals.with(person(1), GuardProposals.effect(EffectKind.EMPTIED, "team", 12, 12)),
        now);
    assertThat(roles(1)).containsExactly("group:web=developer");
    GuardDecision refused = adopt(1, "group:web=owner");
    assertThat(refused.records()).isEmpty();
    assertThat(refused.audit().getFirst().getMessage()).contains("waits for a decision");
  }

  @Test
  void aPersonHasABoundOfWhatIsTakenOver() {
    staff(known, 1);
    String[] many = new String[Limits.ADOPTED + 1];
    for (int i = 0; i < many.length; i++) {
      many[i] = "folder:f" + i + "=read";
    }
    GuardDecision refused = adopt(0, many);
    assertThat(refused.records()).isEmpty();
    assertThat(refused.audit().getFirst().getMessage()).contains("at most 1000");
  }

  private void assertRefused(GuardMemory memory, int person, String why) {
    GuardDecision refused =
        memory.propose(GuardProposals.order(asked(person, "group:web=developer")), now);
    assertThat(refused.records()).isEmpty();
    assertThat(refused.writes()).isEmpty();
    assertThat(refused.audit()).hasSize(1);
    assertThat(refused.audit().getFirst().getOutcome()).isEqualTo(Result.FAILURE);
    assertThat(refused.audit().getFirst().getMessage()).contains(why);
  }

  private GuardDecision adopt(int person, String... roles) {
    orders++;
    return known.propose(GuardProposals.order(asked(person, roles), "order-" + orders), now);
  }

  private static AdoptedPerson asked(int person, String... roles) {
    return GuardProposals.adopted("p" + person, roles);
  }

  private void staff(GuardMemory memory, int people) {
    for (int i = 0; i < people; i++) {
      memory.propose(GuardProposals.with(person(i, "group:web=developer")), now);
    }
  }

  private static Access person(int number, String... roles) {
    return GuardProposals.member("p" + number, "k" + number, "team", roles);
  }

  private void protect(String account) {
    settings(
        Control.newBuilder(GuardProposals.control(2, Mode.ENFORCE))
            .setProtect(List.of(account))
            .setDigest("protects"));
  }

  private void settings(Control.Builder control) {
    known.propose("drone", control.build(), now.minus(Duration.ofHours(1)));
  }

  private Access access(int number) {
    return known.has("acme/p" + number);
  }

  private List<String> roles(int number) {
    return new ArrayList<>(
        access(number).getGrants().stream()
            .map(grant -> grant.getScope() + "=" + grant.getRole())
            .toList());
  }

  private Hold open(HoldTrigger trigger) {
    return known.holds.values().stream()
        .filter(hold -> hold.getTrigger() == trigger && hold.getState() == HoldState.OPEN)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no open hold " + trigger + " in " + known.holds));
  }

  private void decide(Hold hold, HoldVerdict verdict) {
    known.propose(GuardProposals.order(GuardProposals.decide(hold, verdict)), now);
    known.drain(now);
  }
}
