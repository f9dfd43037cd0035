package dev.rolecall.app.guarantees;

import dev.rolecall.app.guarantees.UserModel.Call;
import dev.rolecall.app.guarantees.UserModel.Result;
import dev.rolecall.app.guarantees.UserModel.State;
import java.util.Optional;

/** A user, by its userName, which is used once: not yet there, there, or gone. */
final class UserModel implements Model<State, Call, Result> {

  /** What of a user can change, with its version. */
  record Seen(long version, String displayName, boolean active) {}

  /** Where it is in its life. */
  sealed interface State {
    record NotYet() implements State {}

    record There(Seen seen) implements State {}

    record Gone() implements State {}
  }

  /** What is asked of it. */
  sealed interface Call {
    record Create(String displayName, boolean active) implements Call {}

    /** Empty attributes stay as they are. */
    record Change(Optional<String> displayName, Optional<Boolean> active, Optional<Long> onlyIf)
        implements Call {
      Seen applied(Seen before) {
        Seen after =
            new Seen(
                before.version(),
                displayName.orElse(before.displayName()),
                active.orElse(before.active()));
        return after.equals(before)
            ? before
            : new Seen(before.version() + 1, after.displayName(), after.active());
      }
    }

    record Delete() implements Call {}

    record Read() implements Call {}
  }

  /**
   * An answer.
   *
   * @param seen what the answer holds of the user
   */
  record Result(int status, Optional<Seen> seen) {}

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
          case 200, 204, 409 -> state instanceof State.There;
          case 404 -> !(state instanceof State.There);
          case 412 -> call instanceof Call.Change change && isOutdated(state, change);
          // Refused before anything was looked at.
          case 429 -> true;
          default -> false;
        };
    if (!fits
        || (call instanceof Call.Change change
            && result.status() == 200
            && isOutdated(state, change))) {
      return Optional.empty();
    }
    State next = result.status() < 300 ? unanswered(state, call) : state;
    boolean asSeen = result.seen().isEmpty() || next.equals(new State.There(result.seen().get()));
    return asSeen ? Optional.of(next) : Optional.empty();
  }

  private static boolean isOutdated(State state, Call.Change change) {
    return state instanceof State.There there
        && change.onlyIf().isPresent()
        && change.onlyIf().get() != there.seen().version();
  }

  @Override
  public boolean onlyLooks(Call call, Result result) {
    return call instanceof Call.Read || result.status() >= 300;
  }

  @Override
  public State unanswered(State state, Call call) {
    return switch (call) {
      case Call.Create create ->
          state.equals(NOT_YET)
              ? new State.There(new Seen(1, create.displayName(), create.active()))
              : state;
      case Call.Change change ->
          state instanceof State.There there && !isOutdated(state, change)
              ? new State.There(change.applied(there.seen()))
              : state;
      case Call.Delete delete -> state instanceof State.There ? GONE : state;
      case Call.Read read -> state;
    };
  }
}
