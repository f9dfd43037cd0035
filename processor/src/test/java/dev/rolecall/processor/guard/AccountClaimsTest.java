package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static dev.rolecall.processor.guard.GuardProposals.control;
import static dev.rolecall.processor.guard.GuardProposals.joiner;
import static dev.rolecall.processor.guard.GuardProposals.leaver;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.LookupBy;
import dev.rolecall.schemas.avro.Mode;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountClaimsTest {

  private final GuardMemory known = new GuardMemory();

  @BeforeEach
  void droneIsControlled() {
    propose(control(1, Mode.ENFORCE));
  }

  private GuardDecision propose(Object body) {
    return known.propose("drone", body, NOON);
  }

  private Access accessOf(String person) {
    return Objects.requireNonNull(known.accesses.get("acme/" + person));
  }

  private Disposition dispositionOf(String person) {
    return accessOf(person).getDisposition();
  }

  private static List<String> people(GuardDecision decision) {
    return decision.records().stream()
        .map(record -> ((GuardDecision.Written.OfAccess) record).access().getPerson())
        .toList();
  }

  @Test
  void theFirstClaimantHoldsTheAccountAndTheSecondChangesNothing() {
    propose(joiner("ada", "smith", "user"));
    GuardDecision second = propose(joiner("bo", "smith", "admin"));
    assertThat(people(second)).containsExactly("bo");
    assertThat(dispositionOf("bo")).isEqualTo(Disposition.CONFLICT);
    assertThat(accessOf("bo").getGrants()).isEmpty();
    assertThat(accessOf("bo").getHeldBy()).isEqualTo("acme/ada");
    assertThat(second.audit())
        .extracting(AuditEntry::getType)
        .containsExactly(AuditType.ACCESS_DECIDED, AuditType.ACCOUNT_CONFLICT);
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.CONVERGE);
  }

  @Test
  void aChangedMailAddressDoesNotMoveTheClaim() {
    propose(joiner("ada", "ada", "user"));
    propose(joiner("ada", "lovelace", "admin"));
    assertThat(accessOf("ada").getAccount().getKey()).isEqualTo("ada");
    assertThat(accessOf("ada").getAccount().getCreateAs()).isEqualTo("ada");
    assertThat(accessOf("ada").getGrants().get(0).getRole()).isEqualTo("admin");
    assertThat(known.claims).doesNotContainKey("lovelace");
  }

  @Test
  void onlyAChangedKeyIsNoNewAccess() {
    propose(joiner("ada", "ada", "user"));
    assertThat(propose(joiner("ada", "lovelace", "user")).records()).isEmpty();
  }

  @Test
  void aCorrectedLookupReachesTheHolderOfTheSameAccount() {
    propose(joiner("ada", "ada", "user"));
    Lookup corrected = new Lookup(LookupBy.EMAIL, "ada@acme.example");
    propose(withLookup(joiner("ada", "ada", "user"), corrected));
    assertThat(accessOf("ada").getAccount().getFind()).containsExactly(corrected);
  }

  @Test
  void aLookupForAnotherAccountDoesNot() {
    propose(joiner("ada", "ada", "user"));
    Lookup another = new Lookup(LookupBy.EMAIL, "bo@acme.example");
    propose(withLookup(joiner("ada", "bo", "user"), another));
    assertThat(accessOf("ada").getAccount().getFind())
        .containsExactly(new Lookup(LookupBy.LOGIN, "ada"));
  }

  private static Access withLookup(Access access, Lookup lookup) {
    AccountKey account =
        AccountKey.newBuilder(access.getAccount()).setFind(List.of(lookup)).build();
    return Access.newBuilder(access).setAccount(account).build();
  }

  @Test
  void nobodyIsOffboardedOnceTheirAccountHasGoneToSomebodyElse() {
    propose(joiner("ada", "smith", "user"));
    propose(joiner("bo", "smith", "admin"));
    propose(leaver("ada", "smith"));
    // Deactivated, then deleted; and in between the mail address is cleared.
    assertThat(propose(leaver("ada", "")).records()).isEmpty();
    assertThat(propose(leaver("ada", "smith")).records()).isEmpty();
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.SUPERSEDED);
    assertThat(dispositionOf("bo")).isEqualTo(Disposition.CONVERGE);
  }

  @Test
  void anAccountGoesFromOneDirectoryToAnother() {
    propose(joiner("ada", "smith", "user"));
    Access other =
        Access.newBuilder(joiner("ada", "smith", "admin")).setDirectory("globex").build();
    propose(other);
    assertThat(Objects.requireNonNull(known.accesses.get("globex/ada")).getHeldBy())
        .isEqualTo("acme/ada");
    GuardDecision left = propose(leaver("ada", "smith"));
    assertThat(left.audit()).extracting(AuditEntry::getDirectory).containsExactly("acme", "globex");
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.SUPERSEDED);
    assertThat(Objects.requireNonNull(known.accesses.get("globex/ada")).getDisposition())
        .isEqualTo(Disposition.CONVERGE);
  }

  @Test
  void aRehireSupersedesTheClaimOfTheDeparted() {
    propose(joiner("ada-2020", "ada", "user"));
    propose(leaver("ada-2020", "ada"));
    GuardDecision rehire = propose(joiner("ada-2026", "ada", "user"));
    assertThat(people(rehire)).containsExactly("ada-2020", "ada-2026");
    assertThat(dispositionOf("ada-2020")).isEqualTo(Disposition.SUPERSEDED);
    assertThat(dispositionOf("ada-2026")).isEqualTo(Disposition.CONVERGE);
    assertThat(known.claims).containsEntry("ada", "acme/ada-2026");
    assertThat(accessOf("ada-2020").getCause().getCommand()).isEqualTo("command-of-ada-2026");
  }

  @Test
  void aReactivatedLeaverWhoWasSupersededIsAConflict() {
    propose(joiner("ada-2020", "ada", "user"));
    propose(leaver("ada-2020", "ada"));
    propose(joiner("ada-2026", "ada", "user"));
    propose(joiner("ada-2020", "ada", "user"));
    assertThat(dispositionOf("ada-2020")).isEqualTo(Disposition.CONFLICT);
    assertThat(dispositionOf("ada-2026")).isEqualTo(Disposition.CONVERGE);
  }

  @Test
  void aReactivatedLeaverWhoWasNotSupersededGoesOnWithTheOldAccount() {
    propose(joiner("ada", "ada", "user"));
    propose(leaver("ada", "ada"));
    propose(joiner("ada", "lovelace", "user"));
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.CONVERGE);
    assertThat(accessOf("ada").getAccount().getKey()).isEqualTo("ada");
  }

  @Test
  void whoWaitsGetsTheAccountTheMomentItsHolderLeaves() {
    propose(joiner("ada", "smith", "user"));
    propose(joiner("bo", "smith", "admin"));
    propose(joiner("cy", "smith", "user"));
    GuardDecision left = propose(leaver("ada", "smith"));
    assertThat(people(left)).containsExactly("ada", "bo", "cy");
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.SUPERSEDED);
    assertThat(dispositionOf("bo")).isEqualTo(Disposition.CONVERGE);
    assertThat(accessOf("bo").getGrants().get(0).getRole()).isEqualTo("admin");
    assertThat(accessOf("bo").getHeldBy()).isNull();
    assertThat(accessOf("cy").getHeldBy()).isEqualTo("acme/bo");
  }

  @Test
  void whoLeftWhileWaitingGetsNothing() {
    propose(joiner("ada", "smith", "user"));
    propose(joiner("bo", "smith", "user"));
    propose(leaver("bo", "smith"));
    assertThat(dispositionOf("bo")).isEqualTo(Disposition.SUPERSEDED);
    propose(leaver("ada", "smith"));
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.LEAVER);
    assertThat(dispositionOf("bo")).isEqualTo(Disposition.SUPERSEDED);
  }

  @Test
  void whoComputesAnotherKeyWhileWaitingTakesThatOne() {
    propose(joiner("ada", "smith", "user"));
    propose(joiner("bo", "smith", "user"));
    propose(joiner("bo", "bo.smith", "user"));
    assertThat(dispositionOf("bo")).isEqualTo(Disposition.CONVERGE);
    propose(leaver("ada", "smith"));
    assertThat(dispositionOf("ada")).isEqualTo(Disposition.LEAVER);
    assertThat(known.claims).containsEntry("smith", "acme/ada");
  }

  @Test
  void atMostAHandfulWaitForOneAccount() {
    propose(joiner("ada", "smith", "user"));
    for (int i = 0; i < AccountClaims.WAITING_PER_KEY + 3; i++) {
      propose(joiner("person-" + i, "smith", "user"));
    }
    assertThat(known.waiting("drone", "smith")).hasSize(AccountClaims.WAITING_PER_KEY);
  }
}
