package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Disposition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account belongs to at most one person. The first to claim its key holds it, and keeps it
 * whatever else the directory later says; a second person gets a conflict and changes nothing. Who
 * has left gives way to whoever needs the account now.
 *
 * <p><b>Handover.</b> Who leaves is written as {@code LEAVER} and offboarded, unless somebody waits
 * for the account: then {@code SUPERSEDED} takes the place of {@code LEAVER}, and nobody begins to
 * offboard. A successor who comes later supersedes the {@code LEAVER}. Either way
 *
 * <ul>
 *   <li>{@code SUPERSEDED} is written before the successor's access, in the same transaction. From
 *       then on nothing is done on behalf of the predecessor, whatever the directory says of them:
 *       {@code LEAVER} never follows, so an account that somebody uses is not taken away.
 *   <li>An offboarding under way stops where it is. One call of it may still be on its way, no
 *       longer than the deadline of its intent; the successor's connector, perhaps in another
 *       partition, finds what that call did by reading back or by the next sweep, and repairs it.
 *   <li>What the predecessor was granted and still has there stays on the account, and stays ours.
 *       The successor's access does not repeat it, because the guard does not know what a tool has.
 *       Who plans for the successor can: until it is written anew, the link under the account key
 *       names the predecessor, whose status names the cells.
 * </ul>
 */
final class AccountClaims {

  /**
   * How many people may wait for one account. More than a few is a wrong account rule, not a
   * coincidence; those beyond get the account at their own next change.
   */
  static final int WAITING_PER_KEY = 16;

  private final Access proposed;
  private final GuardReads reads;
  private final AccessWriter writer;
  private final String tool;
  private final String person;
  private final @Nullable Access before;

  AccountClaims(Access proposed, GuardReads reads, AccessWriter writer) {
    this.proposed = proposed;
    this.reads = reads;
    this.writer = writer;
    this.tool = proposed.getTool();
    this.person = AccessWriter.personOf(proposed);
    this.before = reads.access(tool, person);
  }

  void decide() {
    if (before != null && holdsClaim(before)) {
      decideForHolder(before);
    } else if (proposed.getGrants().isEmpty()) {
      withdraw();
    } else {
      claim();
    }
  }

  private static boolean holdsClaim(Access access) {
    return switch (access.getDisposition()) {
      case CONVERGE, LEAVER -> true;
      case CONFLICT, SUPERSEDED -> false;
    };
  }

  /**
   * The claim is sticky: what the account is called stays as it was when it was claimed, and how it
   * is found follows configuration and directory only as long as they name the same account.
   */
  private void decideForHolder(Access holding) {
    AccountKey claimed = holding.getAccount();
    List<Access> waiting =
        proposed.getDisposition() == Disposition.LEAVER ? waiting(claimed.getKey()) : List.of();
    if (waiting.isEmpty()) {
      AccountKey account = stickTo(claimed, proposed.getAccount());
      writer.write(Access.newBuilder(proposed).setAccount(account), before);
    } else {
      handOver(holding, waiting.get(0), waiting.subList(1, waiting.size()));
    }
  }

  private static AccountKey stickTo(AccountKey claimed, AccountKey now) {
    return claimed.getKey().equals(now.getKey())
        ? now
        : AccountKey.newBuilder(claimed)
            .setEmail(now.getEmail())
            .setDisplayName(now.getDisplayName())
            .build();
  }

  /** Without grants and without an account there is nothing to wait for, and nothing to take. */
  private void withdraw() {
    if (before != null && before.getDisposition() == Disposition.CONFLICT) {
      stopWaiting(before);
      supersede(before);
    }
  }

  private void claim() {
    if (before != null && before.getDisposition() == Disposition.CONFLICT) {
      stopWaiting(before);
    }
    String key = proposed.getAccount().getKey();
    @Nullable String holder = reads.holder(tool, key);
    @Nullable Access holding = holder == null ? null : reads.access(tool, holder);
    if (holder == null || holding == null) {
      take(proposed, before);
    } else if (holding.getDisposition() == Disposition.LEAVER) {
      supersede(holding);
      take(proposed, before);
    } else {
      conflict(proposed, before, holder);
      queue(key);
    }
  }

  private void queue(String key) {
    long others = waiting(key).stream().filter(this::isSomebodyElse).count();
    if (others < WAITING_PER_KEY) {
      writer.note(new GuardWrite.Waits(tool, key, person, proposed));
    }
  }

  private void handOver(Access leaving, Access next, List<Access> stillWaiting) {
    String heir = AccessWriter.personOf(next);
    // Of what is written here the command of the one who leaves is the cause.
    supersede(leaving);
    stopWaiting(next);
    take(because(next), reads.access(tool, heir));
    for (Access waiting : stillWaiting) {
      conflict(because(waiting), reads.access(tool, AccessWriter.personOf(waiting)), heir);
    }
  }

  private void take(Access access, @Nullable Access last) {
    String key = access.getAccount().getKey();
    writer.note(new GuardWrite.Claimed(tool, key, AccessWriter.personOf(access)));
    writer.write(Access.newBuilder(access).setHeldBy(null), last);
  }

  private void conflict(Access access, @Nullable Access last, String holder) {
    writer.write(
        Access.newBuilder(access)
            .setDisposition(Disposition.CONFLICT)
            .setGrants(new ArrayList<>())
            .setHeldBy(holder),
        last);
  }

  private void supersede(Access last) {
    writer.write(
        Access.newBuilder(last)
            .setDisposition(Disposition.SUPERSEDED)
            .setGrants(new ArrayList<>())
            .setAdopted(new ArrayList<>())
            .setHeldBy(null)
            .setCause(proposed.getCause()),
        last);
  }

  private void stopWaiting(Access waiting) {
    writer.note(
        new GuardWrite.WaitsNoMore(
            tool, waiting.getAccount().getKey(), AccessWriter.personOf(waiting)));
  }

  /** Those who wait; who has asked for nothing else since comes first. */
  private List<Access> waiting(String key) {
    return reads.waiting(tool, key).stream()
        .sorted(Comparator.comparing(access -> access.getCause().getDecidedAt()))
        .toList();
  }

  private boolean isSomebodyElse(Access waiting) {
    return !AccessWriter.personOf(waiting).equals(person);
  }

  private Access because(Access waiting) {
    Cause cause = proposed.getCause();
    return Access.newBuilder(waiting).setCause(cause).build();
  }
}
