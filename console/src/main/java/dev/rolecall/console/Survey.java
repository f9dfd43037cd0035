package dev.rolecall.console;

import dev.rolecall.policy.adopt.Account;
import dev.rolecall.policy.adopt.AdoptReport;
import dev.rolecall.policy.adopt.Holder.Has;
import dev.rolecall.policy.adopt.Person;
import dev.rolecall.policy.draft.Cell;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen in a tool, as of its last sweep, beside everybody in the directories.
 *
 * @param asOf when the sweep began that told the newest of it; empty: there was none
 * @param people of all directories, by key
 * @param accounts that hold something or are somebody's
 * @param held by account: what it has, and how that came
 * @param links account → key of the person
 * @param wanted by key of the person: what access gives, where that was ever decided
 * @param invited by key of the person: what waits for somebody without an account
 * @param inherited by key of the person: what they have from a place above
 * @param protect ids and patterns of accounts that are left alone
 */
record Survey(
    String tool,
    Optional<Instant> asOf,
    List<Person> people,
    List<Account> accounts,
    Map<String, List<Has>> held,
    Map<String, String> links,
    Map<String, List<Cell>> wanted,
    Map<String, List<Has>> invited,
    Map<String, List<Cell>> inherited,
    List<String> protect) {

  /** Whose the accounts are. Nothing is guessed. */
  AdoptReport adoption() {
    return AdoptReport.of(people, accounts, links, protect);
  }

  /** Names and accounts stay out of logs. */
  @Override
  public String toString() {
    return "Survey[" + tool + ", " + accounts.size() + " accounts]";
  }
}
