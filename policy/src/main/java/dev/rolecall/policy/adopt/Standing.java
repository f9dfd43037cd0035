package dev.rolecall.policy.adopt;

import java.util.List;
import java.util.Optional;

/** Whose an account is. */
public sealed interface Standing {

  /** Exactly one person fits it, and it is the only account that fits the person. */
  record Matched(Candidate person) implements Standing {}

  /** A link says so; nothing is compared. */
  record Linked(String person, String userName) implements Standing {}

  /**
   * Nobody knows; never guessed. A link settles it.
   *
   * @param people who fit, at most {@link AdoptReport#MOST_CANDIDATES}
   * @param accounts that fit one of them beside this one, by id; at most so many
   */
  record Ambiguous(Doubt doubt, List<Candidate> people, List<String> accounts) implements Standing {
    public Ambiguous {
      people = List.copyOf(people);
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * Nobody's on purpose: left alone.
   *
   * @param flagged by the tool; else its name is protected
   */
  record Bot(boolean flagged) implements Standing {}

  /**
   * Nobody's.
   *
   * @param people who have left and fit it
   */
  record Orphan(Cause cause, List<Candidate> people) implements Standing {
    public Orphan {
      people = List.copyOf(people);
    }
  }

  /**
   * Somebody who may be meant; names stay out of logs.
   *
   * @param by the first of the person's ways that leads to the account; empty: only a link does
   */
  record Candidate(String person, String userName, boolean active, Optional<Way.By> by) {
    @Override
    public String toString() {
      return "Candidate[" + person + ", " + active + ", " + by + "]";
    }
  }

  /** What cannot be told. */
  enum Doubt {
    /** Which of several people, also of one who has left and one who has not. */
    SEVERAL_PEOPLE,
    /** Which of several accounts is the person's. */
    SEVERAL_ACCOUNTS,
    /** Several accounts are linked to one person. */
    SEVERAL_LINKS,
    /** It fits only somebody whose account is another one by a link. */
    LINKED_ELSEWHERE
  }

  /** Why it is nobody's. */
  enum Cause {
    NOBODY_FITS,
    /** Only somebody who has left fits it, or is linked to it. */
    PERSON_LEFT,
    /** The person that it is linked to is in no directory. */
    LINKED_TO_NOBODY
  }
}
