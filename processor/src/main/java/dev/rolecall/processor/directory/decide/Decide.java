package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Command;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Verdict verdict = new Verdict(reads, Causes.of(command, at.appendTime()), at.offset());
    if (at.appendTime().isAfter(command.getDeadline())) {
      return Optional.of(verdict.refused(Refused.expired(), null, null));
    }
    Intent intent = Intent.of(command);
    Refused refused = refusal(intent, command.getActor(), reads.directory());
    if (refused != null) {
      return Optional.of(verdict.refused(refused, null, null));
    }
    if (reads.phase() == null && isOfDirectory(intent)) {
      Phases.begin(verdict);
    }
    return Optional.of(decide(intent, reads, check, verdict));
  }

  private static Decision decide(
      Intent intent, DirectoryReads reads, BundleCheck check, Verdict verdict) {
    return switch (intent) {
      case Intent.UserCreation(var asked) -> Users.create(asked, reads, verdict);
      case Intent.UserReplacement(var asked) -> Users.replace(asked, reads, verdict);
      case Intent.UserDeletion(var asked) -> Users.delete(asked, reads, verdict);
      case Intent.GroupCreation(var asked) -> Groups.create(asked, reads, verdict);
      case Intent.GroupChange(var asked) -> Groups.change(asked, reads, verdict);
      case Intent.GroupDeletion(var asked) -> Groups.delete(asked, reads, verdict);
      case Intent.PolicyPublication(var asked) -> Bundles.publish(asked, reads, check, verdict);
      case Intent.HoldDecision(var asked) when Orders.isAboutBundle(asked) ->
          HeldBundles.decide(asked, reads, check, verdict);
      case Intent.HoldDecision(var asked) -> Orders.decide(asked, verdict);
      case Intent.ToolsPause(var asked) -> Orders.pause(asked, verdict);
      case Intent.DirectoryConfirmation(var asked) -> Phases.confirm(asked, reads, verdict);
      case Intent.CauseUndoing(var asked) -> Orders.undo(asked, verdict);
      case Intent.LookingAgain(var asked) -> ToolOrders.resync(asked, verdict);
      case Intent.CellAdoption(var asked) -> ToolOrders.adopt(asked, verdict);
      case Intent.LinkSetting(var asked) -> ToolOrders.link(asked, verdict);
    };
  }

  /** Whether it tells that somebody pushes to the directory; a confirmation has a phase itself. */
  private static boolean isOfDirectory(Intent intent) {
    return !intent.isForAllDirectories() && !(intent instanceof Intent.DirectoryConfirmation);
  }

  private static @Nullable Refused refusal(Intent intent, Actor actor, String directory) {
    if (intent.isForAllDirectories() != directory.equals(Keys.POLICY_DIRECTORY)) {
      return Refused.invalid(
          "policies, decisions about holds, pauses and looks at whole tools, and only they, go to their own directory");
    }
    return intent.isForOperators() && actor.getKind() != ActorKind.OPERATOR
        ? Refused.invalid("only an operator decides this; use the console or the command line")
        : null;
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
    Verdict verdict = new Verdict(reads, cause, at.offset());
    return Optional.of(verdict.refused(Refused.poison(), null, null));
  }
}
