package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AdoptCells;
import dev.rolecall.schemas.avro.AdoptedCell;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.Resync;
import dev.rolecall.schemas.avro.SetLink;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operators ask for about what is in tools: to look again, to take something over, to say
 * whose an account is. Checked, bounded and sent on; the guard of each tool decides.
 */
final class ToolOrders {

  private ToolOrders() {}

  static Decision resync(Resync asked, Verdict verdict) {
    Refused tools = Orders.tools(asked.getTools());
    if (tools != null) {
      return verdict.refused(tools, null, null);
    }
    String person = asked.getPerson();
    if (person != null && !Wellformed.personOfAny(person)) {
      return verdict.refused(
          Refused.invalid("name the person as in DIRECTORY/ID, or nobody for everybody"),
          null,
          null);
    }
    Draft draft = verdict.draft();
    draft.order(draft.cause().getCommand(), asked);
    return Orders.sent(String.join(",", asked.getTools()), verdict);
  }

  static Decision adopt(AdoptCells asked, Verdict verdict) {
    Draft draft = verdict.draft();
    Refused refused = refusal(asked, draft.directory());
    if (refused != null) {
      return verdict.refused(refused, null, null);
    }
    for (AdoptedPerson person : asked.getPeople()) {
      draft.order(draft.cause().getCommand() + "/" + person.getPerson(), person);
    }
    return Orders.sent(draft.directory(), verdict);
  }

  private static @Nullable Refused refusal(AdoptCells asked, String directory) {
    int cells = asked.getPeople().stream().mapToInt(person -> person.getCells().size()).sum();
    if (cells == 0 || cells > Limits.MEMBERS_PER_COMMAND) {
      return Refused.invalid(
          "one command takes over 1 to "
              + Limits.MEMBERS_PER_COMMAND
              + " roles; send the rest as further commands");
    }
    Set<String> people = new HashSet<>();
    for (AdoptedPerson person : asked.getPeople()) {
      if (!Wellformed.person(person.getPerson(), directory) || !people.add(person.getPerson())) {
        return Refused.invalid(
            "name each person once, as in DIRECTORY/ID, and only those of the directory "
                + directory);
      }
      if (person.getCells().isEmpty()
          || !person.getCells().stream().allMatch(ToolOrders::isComplete)) {
        return Refused.invalid(
            "of each person name tool, scope and role of what is taken over, each of at most "
                + Limits.NAME_BYTES
                + " characters");
      }
    }
    return null;
  }

  private static boolean isComplete(AdoptedCell cell) {
    return Topics.isToolName(cell.getTool())
        && Wellformed.name(cell.getScope())
        && Wellformed.name(cell.getRole());
  }

  static Decision link(SetLink asked, Verdict verdict) {
    Draft draft = verdict.draft();
    Refused refused = refusal(asked, draft.directory());
    if (refused != null) {
      return verdict.refused(refused, null, null);
    }
    draft.order(draft.cause().getCommand(), asked);
    return Orders.sent(asked.getTool(), verdict);
  }

  private static @Nullable Refused refusal(SetLink asked, String directory) {
    if (!Topics.isToolName(asked.getTool())) {
      return Refused.invalid("name the tool as the configuration does, as in gitlab");
    }
    if (!Wellformed.person(asked.getPerson(), directory)) {
      return Refused.invalid("name the person as in DIRECTORY/ID, of the directory " + directory);
    }
    String account = asked.getAccount();
    return Wellformed.name(asked.getKey())
            && (account == null || Wellformed.name(account))
            && (asked.getLogin().isEmpty() || Wellformed.name(asked.getLogin()))
        ? null
        : Refused.invalid(
            "the account key, the tool's id of the account and its login have 1 to "
                + Limits.NAME_BYTES
                + " characters without control characters");
  }
}
