package dev.rolecall.app.guarantees;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Guarantee 1: what was answered stays, and every later read on any instance sees it. */
final class ReadsAreLinearizable implements Guarantee {

  private final Map<String, List<Operation<UserModel.Call, UserModel.Result>>> users =
      new TreeMap<>();
  private final Map<String, List<Operation<GroupModel.Call, GroupModel.Result>>> groups =
      new TreeMap<>();
  private final List<String> bugs = new ArrayList<>();

  @Override
  public String promise() {
    return "answered writes are visible to every later read on any instance, and applied once";
  }

  @Override
  public void onAnswer(Answered answered) {
    if (answered.status() == 500) {
      bugs.add("answered 500: " + answered.correlation());
    }
    switch (answered) {
      case Answered.OfUser user ->
          users.computeIfAbsent(user.userName(), name -> new ArrayList<>()).add(user.operation());
      case Answered.OfGroup group ->
          groups.computeIfAbsent(group.group(), id -> new ArrayList<>()).add(group.operation());
    }
  }

  @Override
  public List<String> check(Quiet quiet) {
    List<String> problems = new ArrayList<>(bugs);
    users.forEach((name, history) ->
        Linearizability.problem(new UserModel(), history)
            .ifPresent(problem -> problems.add("user " + name + ": " + problem)));
    groups.forEach((id, history) ->
        Linearizability.problem(new GroupModel(), history)
            .ifPresent(problem -> problems.add("group " + id + ": " + problem)));
    return problems;
  }

  /** How long the longest histories are, for the report. */
  String size() {
    return "%d requests about %d users and %d groups, at most %d about one"
        .formatted(
            users.values().stream().mapToInt(List::size).sum()
                + groups.values().stream().mapToInt(List::size).sum(),
            users.size(),
            groups.size(),
            java.util.stream.Stream.concat(
                    users.values().stream().map(List::size),
                    groups.values().stream().map(List::size))
                .max(Integer::compare)
                .orElse(0));
  }
}
