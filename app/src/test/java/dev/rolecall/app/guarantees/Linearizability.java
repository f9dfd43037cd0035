package dev.rolecall.app.guarantees;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what many clients saw of one resource can be told as if one request had been made after
 * the other, each between its sending and its answer.
 *
 * @see <a href="https://doi.org/10.1006/jpdc.1993.1015">Wing and Gong, Testing and Verifying
 *     Concurrent Objects</a>
 * @see <a href="https://doi.org/10.1002/cpe.3928">Lowe, Testing for Linearizability</a>, for the
 *     memory of what was tried
 */
final class Linearizability<S, C, R> {

  /** Honest histories need some hundred; this takes seconds and some hundred MiB. */
  private static final int MOST_TRIED = 2_000_000;

  private static final int SHOWN = 12;

  private final Model<S, C, R> model;
  private final List<Operation<C, R>> operations;

  private record Point<S>(BitSet done, S state) {}

  private Linearizability(Model<S, C, R> model, List<Operation<C, R>> operations) {
    this.model = model;
    this.operations =
        operations.stream().sorted(Comparator.comparingLong(Operation::from)).toList();
  }

  /** What is wrong with a history; empty when nothing is. */
  static <S, C, R> Optional<String> problem(
      Model<S, C, R> model, List<Operation<C, R>> operations) {
    return new Linearizability<>(model, operations).problem();
  }

  private Optional<String> problem() {
    Set<Point<S>> tried = new HashSet<>();
    Deque<Point<S>> open = new ArrayDeque<>();
    open.push(new Point<>(new BitSet(), model.initial()));
    Point<S> furthest = open.peek();
    while (!open.isEmpty()) {
      Point<S> at = open.pop();
      if (isComplete(at.done())) {
        return Optional.empty();
      }
      furthest = answeredOf(at) > answeredOf(furthest) ? at : furthest;
      for (Point<S> next : nexts(at)) {
        if (tried.add(next)) {
          open.push(next);
        }
      }
      if (tried.size() > MOST_TRIED) {
        return Optional.of("undecided after " + MOST_TRIED + " points\n" + told(furthest));
      }
    }
    return Optional.of("no order of the requests explains the answers\n" + told(furthest));
  }

  /** What could come next; the most promising last. */
  private List<Point<S>> nexts(Point<S> at) {
    long firstEnd = Long.MAX_VALUE;
    for (int i = at.done().nextClearBit(0);
        i < operations.size();
        i = at.done().nextClearBit(i + 1)) {
      firstEnd = Math.min(firstEnd, operations.get(i).end());
    }
    List<Point<S>> unanswered = new ArrayList<>();
    List<Point<S>> answered = new ArrayList<>();
    for (int i = at.done().nextClearBit(0);
        i < operations.size();
        i = at.done().nextClearBit(i + 1)) {
      Operation<C, R> operation = operations.get(i);
      if (operation.from() > firstEnd) {
        break;
      }
      if (operation.result().isPresent()) {
        Optional<S> state = model.answered(at.state(), operation.call(), operation.result().get());
        if (state.isPresent() && model.onlyLooks(operation.call(), operation.result().get())) {
          // Whatever can follow without it can follow it. Not so with a write that changes nothing
          // now: it may later.
          return List.of(after(at, i, state.get()));
        }
        if (state.isPresent()) {
          answered.add(after(at, i, state.get()));
        }
      } else {
        S state = model.unanswered(at.state(), operation.call());
        // Without an effect it is the same as if it never happened.
        if (!state.equals(at.state())) {
          unanswered.add(after(at, i, state));
        }
      }
    }
    unanswered.addAll(answered.reversed());
    return unanswered;
  }

  private static <S> Point<S> after(Point<S> at, int number, S state) {
    BitSet done = (BitSet) at.done().clone();
    done.set(number);
    return new Point<>(done, state);
  }

  /** What was not answered need not have happened. */
  private boolean isComplete(BitSet done) {
    for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
      if (operations.get(i).result().isPresent()) {
        return false;
      }
    }
    return true;
  }

  private long answeredOf(Point<S> point) {
    return point.done().stream().filter(each -> operations.get(each).result().isPresent()).count();
  }

  /** Where every explanation ends. */
  private String told(Point<S> furthest) {
    List<Operation<C, R>> left = new ArrayList<>();
    List<Operation<C, R>> before = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      (furthest.done().get(i) ? before : left).add(operations.get(i));
    }
    return "the state by then: %s\nbefore:\n  %s\nwhat cannot follow:\n  %s"
        .formatted(
            furthest.state(),
            before.stream()
                .skip(Math.max(0, before.size() - SHOWN))
                .map(Object::toString)
                .collect(Collectors.joining("\n  ")),
            left.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining("\n  ")));
  }
}
