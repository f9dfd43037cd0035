package dev.rolecall.app.guarantees;

import dev.rolecall.app.guarantees.GroupModel.Call;
import dev.rolecall.app.guarantees.GroupModel.Result;
import dev.rolecall.app.guarantees.GroupModel.State;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A group, by its id: there with these members, or gone. */
final class GroupModel implements Model<State, Call, Result> {

  /** Where it is in its life. */
  sealed interface State {
    record NotYet() implements State {}

    record There(Set<String> members) implements State {}

    record Gone() implements State {}
  }

  /** What is asked of it. */
  sealed interface Call {
    record Create(Set<String> members) implements Call {}

    record Change(Set<String> add, Set<String> remove) implements Call {}

    record Delete() implements Call {}

    record Read() implements Call {}
  }

  /**
   * An answer.
   *
   * @param members what the answer holds of the group
   */
  record Result(int status, Optional<Set<String>> members) {}

  private static final State NOT_YET = new State.NotYet();
  private static final State GONE = new State.Gone();

  @Override
  public State initial() {
    return NOT_YET;
  }

  @Override
  public Optional<State> answered(State state, Call call, Result result) {
    boolean fits =
        switch (result.status()) {
          case 201 -> state.equals(NOT_YET);
          case 200, 204 -> state instanceof State.There;
          case 404 -> !(state instanceof State.There);
          case 429 -> true;
          default -> false;
        };
    if (!fits) {
      return Optional.empty();
    }
    State next = result.status() < 300 ? unanswered(state, call) : state;
    boolean asSeen =
        result.members().isEmpty() || next.equals(new State.There(result.members().get()));
    return asSeen ? Optional.of(next) : Optional.empty();
  }

  @Override
  public boolean onlyLooks(Call call, Result result) {
    return call instanceof Call.Read || result.status() >= 300;
  }

  @Override
  public State unanswered(State state, Call call) {
    return switch (call) {
      case Call.Create create -> state.equals(NOT_YET) ? new State.There(create.members()) : state;
      case Call.Change change ->
          state instanceof State.There there ? changed(there, change) : state;
      case Call.Delete delete -> state instanceof State.There ? GONE : state;
      case Call.Read read -> state;
    };
  }

  private static State changed(State.There there, Call.Change change) {
    Set<String> members = new TreeSet<>(there.members());
    members.removeAll(change.remove());
    members.addAll(change.add());
    return new State.There(Set.copyOf(members));
  }
}
