package dev.rolecall.app.guarantees;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.UserState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Guarantee 2: commands of a directory take effect in the order in which they were appended, at
 * most once, and exactly once when answered 2xx. Told from the topics.
 */
final class CommandsInOrder implements Guarantee {

  private final Map<String, Answered> writes = new HashMap<>();

  @Override
  public String promise() {
    return "commands of a directory take effect in order, at most once; once when answered 2xx";
  }

  @Override
  public void onAnswer(Answered answered) {
    // A deletion is told of groups as well: what it was answered counts.
    if (answered.isWrite()) {
      writes.merge(answered.correlation(), answered, (one, two) -> one.status() > 0 ? one : two);
    }
  }

  @Override
  public List<String> check(Quiet quiet) {
    List<String> problems = new ArrayList<>();
    Map<String, Logs.Entry<Command>> commands = new HashMap<>();
    for (Logs.Entry<Command> each : quiet.commands()) {
      Command command = Objects.requireNonNull(each.value());
      if (commands.put(command.getId(), each) != null) {
        problems.add("appended twice: " + command.getRequest() + " " + command.getCorrelation());
      }
    }
    Map<String, Outcome> outcomes = outcomes(quiet, commands, problems);
    for (String command : commands.keySet()) {
      if (!outcomes.containsKey(command)) {
        problems.add("no outcome: command " + command);
      }
    }
    effects(quiet, commands, outcomes, problems);
    answers(commands, outcomes, problems);
    return problems;
  }

  private static Map<String, Outcome> outcomes(
      Quiet quiet, Map<String, Logs.Entry<Command>> commands, List<String> problems) {
    Map<String, Outcome> outcomes = new HashMap<>();
    Map<String, Long> last = new HashMap<>();
    for (Logs.Entry<Outcome> each : quiet.outcomes()) {
      Outcome outcome = Objects.requireNonNull(each.value());
      if (outcomes.put(outcome.getCommand(), outcome) != null) {
        problems.add("two outcomes: command " + outcome.getCommand());
      }
      Logs.Entry<Command> command = commands.get(outcome.getCommand());
      if (command == null) {
        problems.add("an outcome of no command: " + outcome.getCommand());
        continue;
      }
      Long before = last.put(outcome.getDirectory(), command.offset());
      if (before != null && before >= command.offset()) {
        problems.add("decided out of order: command " + outcome.getCommand());
      }
      Instant deadline = Objects.requireNonNull(command.value()).getDeadline();
      if (outcome.getResult() instanceof Accepted && outcome.getDecidedAt().isAfter(deadline)) {
        problems.add("accepted after its deadline: command " + outcome.getCommand());
      }
    }
    return outcomes;
  }

  /** Facts stand in the order of their commands, and versions leave nothing out. */
  private static void effects(
      Quiet quiet,
      Map<String, Logs.Entry<Command>> commands,
      Map<String, Outcome> outcomes,
      List<String> problems) {
    Map<String, Set<String>> firsts = new HashMap<>();
    Map<String, Long> versions = new HashMap<>();
    for (Logs.Entry<DirectoryEntry> each : quiet.directory()) {
      DirectoryEntry entry = each.value();
      if (entry == null) {
        continue;
      }
      String command = entry.getCause().getCommand();
      firsts.computeIfAbsent(entry.getDirectory(), name -> new LinkedHashSet<>()).add(command);
      Outcome outcome = outcomes.get(command);
      if (outcome == null || !(outcome.getResult() instanceof Accepted)) {
        problems.add("a fact without an accepted command: " + command);
      }
      if (entry.getFact() instanceof UserState user) {
        long before = Objects.requireNonNullElse(versions.put(each.key(), user.getVersion()), 0L);
        if (user.getVersion() != before + 1) {
          problems.add(
              "%s went from version %d to %d".formatted(each.key(), before, user.getVersion()));
        }
      }
    }
    firsts.forEach((directory, inOrder) -> {
      long last = -1;
      for (String command : inOrder) {
        Logs.Entry<Command> at = commands.get(command);
        if (at != null && at.offset() < last) {
          problems.add("took effect out of order in " + directory + ": command " + command);
        }
        last = at == null ? last : Math.max(last, at.offset());
      }
    });
  }

  private void answers(
      Map<String, Logs.Entry<Command>> commands,
      Map<String, Outcome> outcomes,
      List<String> problems) {
    Map<String, Set<String>> accepted = new HashMap<>();
    commands.forEach((id, entry) -> {
      Outcome outcome = outcomes.get(id);
      if (outcome != null && outcome.getResult() instanceof Accepted) {
        String correlation = Objects.requireNonNull(entry.value()).getCorrelation();
        accepted.computeIfAbsent(correlation, unused -> new HashSet<>()).add(id);
      }
    });
    writes.forEach((correlation, answered) -> {
      int times = accepted.getOrDefault(correlation, Set.of()).size();
      boolean success = answered.status() >= 200 && answered.status() < 300;
      boolean refused = answered.status() >= 400 && answered.status() < 500;
      if (times > 1
          || (refused && times > 0)
          || (success && times == 0 && !mayChangeNothing(answered))) {
        problems.add(
            "%s was answered %d and accepted %d times"
                .formatted(correlation, answered.status(), times));
      }
    });
  }

  /** A change of a user that finds everything as it should be sends no command. */
  private static boolean mayChangeNothing(Answered answered) {
    return switch (answered) {
      case Answered.OfUser user -> user.operation().call() instanceof UserModel.Call.Change;
      case Answered.OfGroup group -> false;
    };
  }
}
