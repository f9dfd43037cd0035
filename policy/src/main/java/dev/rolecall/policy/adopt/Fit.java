package dev.rolecall.policy.adopt;

import dev.rolecall.policy.adopt.Standing.Candidate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way of one person. */
final class Fit {

  private final Person person;
  private final int position;
  private @Nullable Candidate candidate;

  /**
   * @param position of the way among the person's
   */
  Fit(Person person, int position) {
    this.person = person;
    this.position = position;
  }

  Person person() {
    return person;
  }

  /** The earlier of two ways of the same person. */
  Fit earlier(Fit other) {
    return other.position < position ? other : this;
  }

  /** Always the same object: what many accounts have in common would fill the memory. */
  Candidate candidate() {
    if (candidate == null) {
      candidate =
          new Candidate(
              person.id(),
              person.userName(),
              person.active(),
              Optional.of(person.ways().get(position).by()));
    }
    return candidate;
  }
}
