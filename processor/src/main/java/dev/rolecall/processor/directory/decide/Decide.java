package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Command;
import java.util.Optional;

/**
 * The one place where commands are accepted or rejected. Reads state and returns what to write;
 * {@link DirectoryState} applies it. The same command at the same place, on the same state, always
 * is decided alike: the append time is the only clock.
 */
public final class Decide {

  private Decide() {}

  /** What becomes of a command; empty when it was decided before. */
  public static Optional<Decision> decide(
      Command command, CommandContext at, DirectoryReads reads, BundleCheck check) {
    if (at.offset() <= reads.lastOffset()) {
      return Optional.empty();
    }
    Verdict verdict =
        new Verdict(reads.directory(), Causes.of(command, at.appendTime()), at.offset());
    if (at.appendTime().isAfter(command.getDeadline())) {
      return Optional.of(verdict.refused(Refused.expired(), null, null));
    }
    Intent intent = Intent.of(command);
    boolean aboutPolicy =
        intent instanceof Intent.PolicyPublication || intent instanceof Intent.HoldDecision;
    if (aboutPolicy != reads.directory().equals(Keys.POLICY_DIRECTORY)) {
      Refused refused = Refused.invalid("policies, and only they, go to their own directory");
      return Optional.of(verdict.refused(refused, null, null));
    }
    return Optional.of(
        switch (intent) {
          case Intent.UserCreation(var asked) -> Users.create(asked, reads, verdict);
          case Intent.UserReplacement(var asked) -> Users.replace(asked, reads, verdict);
          case Intent.UserDeletion(var asked) -> Users.delete(asked, reads, verdict);
          case Intent.GroupCreation(var asked) -> Groups.create(asked, reads, verdict);
          case Intent.GroupChange(var asked) -> Groups.change(asked, reads, verdict);
          case Intent.GroupDeletion(var asked) -> Groups.delete(asked, reads, verdict);
          case Intent.PolicyPublication(var asked) -> Bundles.publish(asked, reads, check, verdict);
          case Intent.HoldDecision(var asked) -> HeldBundles.decide(asked, reads, check, verdict);
        });
  }

  /**
   * What becomes of a command that cannot be decoded.
   *
   * @param command its id if somebody may wait for it, else a name for where it lies
   */
  public static Optional<Decision> poison(
      String command, String correlation, CommandContext at, DirectoryReads reads) {
    if (at.offset() <= reads.lastOffset()) {
      return Optional.empty();
    }
    Cause cause = Causes.ofPoison(command, correlation, at.appendTime());
    Verdict verdict = new Verdict(reads.directory(), cause, at.offset());
    return Optional.of(verdict.refused(Refused.poison(), null, null));
  }
}
