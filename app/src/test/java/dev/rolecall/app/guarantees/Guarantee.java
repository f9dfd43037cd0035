package dev.rolecall.app.guarantees;

import java.util.List;

/** One promise. It watches while processes die, and says at the end what of it was broken. */
interface Guarantee {

  /** For the report. */
  String promise();

  /** Told of each answer, and of each request that got none; by one thread at a time. */
  default void onAnswer(Answered answered) {}

  /** Told of each fault as it happens; by one thread at a time. */
  default void onFault(Fault fault) {}

  /** One of each, which have seen nothing yet. */
  static List<Guarantee> all() {
    return List.of(
        new ReadsAreLinearizable(),
        new CommandsInOrder(),
        new NoMembershipLost(),
        new PeopleConverge(),
        new NoEffectWithoutRecord(),
        new HeldStaysHeld(),
        new OthersAreLeftAlone());
  }

  /** What is wrong when everything is up again and has come to rest; may be asked repeatedly. */
  List<String> check(Quiet quiet);
}
