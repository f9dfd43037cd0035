package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.PauseTools;
import dev.rolecall.schemas.avro.UndoCause;
import dev.rolecall.schemas.avro.UndoneCell;
import dev.rolecall.schemas.avro.UndonePerson;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask of the guard. Here it is only checked, ordered and sent on: whether a hold is
 * still open, and what becomes of it, the guard knows, and its audit says.
 */
final class Orders {

  private Orders() {}

  static boolean isAboutBundle(DecideHold asked) {
    return Keys.isHoldOfBundle(asked.getHold());
  }

  static Refused malformedHold() {
    return Refused.invalid(
        "a hold is named by its id and the revision that was shown, as in gitlab.3f9c2a1b;"
            + " list the holds and name one of them");
  }

  /** Of a tool's hold. */
  static Decision decide(DecideHold asked, Verdict verdict) {
    if (!Wellformed.hold(asked.getHold(), asked.getRevision())) {
      return verdict.refused(malformedHold(), null, null);
    }
    Draft draft = verdict.draft();
    // Only a bundle's decision has a plan.
    draft.order(
        draft.cause().getCommand(),
        new DecideHold(asked.getHold(), asked.getVerdict(), asked.getRevision(), null));
    return sent(asked.getHold(), verdict);
  }

  static Decision pause(PauseTools asked, Verdict verdict) {
    Refused refused = refusal(asked);
    if (refused != null) {
      return verdict.refused(refused, null, null);
    }
    Draft draft = verdict.draft();
    draft.order(draft.cause().getCommand(), asked);
    return sent(String.join(",", asked.getTools()), verdict);
  }

  private static @Nullable Refused refusal(PauseTools asked) {
    Refused tools = tools(asked.getTools());
    if (tools != null) {
      return tools;
    }
    String reason = asked.getReason();
    return reason != null && reason.length() > Limits.REASON_CHARACTERS
        ? Refused.invalid(
            "a reason has at most " + Limits.REASON_CHARACTERS + " characters; shorten it")
        : null;
  }

  /** Why these are no tools of one command; null: they are. */
  static @Nullable Refused tools(List<String> tools) {
    if (tools.isEmpty() || tools.size() > Limits.TOOLS_PER_COMMAND) {
      return Refused.invalid("name 1 to " + Limits.TOOLS_PER_COMMAND + " tools");
    }
    return tools.stream().allMatch(Topics::isToolName)
        ? null
        : Refused.invalid("name each tool as the configuration does, as in gitlab");
  }

  static Decision undo(UndoCause asked, Verdict verdict) {
    Draft draft = verdict.draft();
    Refused refused = refusal(asked, draft.directory());
    if (refused != null) {
      return verdict.refused(refused, null, null);
    }
    for (UndonePerson person : asked.getPeople()) {
      draft.order(draft.cause().getCommand() + "/" + person.getPerson(), person);
    }
    return sent(draft.directory(), verdict);
  }

  private static @Nullable Refused refusal(UndoCause asked, String directory) {
    int cells = asked.getPeople().stream().mapToInt(person -> person.getCells().size()).sum();
    if (cells == 0 || cells > Limits.MEMBERS_PER_COMMAND) {
      return Refused.invalid(
          "one command undoes 1 to "
              + Limits.MEMBERS_PER_COMMAND
              + " changes of roles; send the rest as further commands");
    }
    Set<String> people = new HashSet<>();
    for (UndonePerson person : asked.getPeople()) {
      if (!Wellformed.person(person.getPerson(), directory) || !people.add(person.getPerson())) {
        return Refused.invalid(
            "name each person once, as in DIRECTORY/ID, and only those of the directory "
                + directory);
      }
      if (!Wellformed.command(person.getCause())
          || person.getCells().isEmpty()
          || !person.getCells().stream().allMatch(Orders::isComplete)) {
        return Refused.invalid(
            "of each person name the command that is undone, and tool and scope of each change");
      }
    }
    return null;
  }

  private static boolean isComplete(UndoneCell cell) {
    return Topics.isToolName(cell.getTool()) && !cell.getScope().isBlank();
  }

  /** Accepted, and on its way to the guard. */
  static Decision sent(String resource, Verdict verdict) {
    Instant now = verdict.draft().now();
    return verdict.accepted(new Accepted(true, resource, 0L, 0L, now, now, null));
  }
}
