package dev.rolecall.policy.adopt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which account of a tool is whose, before anything is taken over. Nothing is guessed.
 *
 * @param accounts each observed account once, by login and then id
 * @param unmatched active people without an account, by userName and then id
 * @param stale links of accounts that the tool does not have: account → person
 */
public record AdoptReport(
    Counts counts,
    List<AccountRow> accounts,
    List<PersonRow> unmatched,
    SortedMap<String, String> stale) {

  /** People or accounts listed with one row: who has to choose among more looks elsewhere. */
  public static final int MOST_CANDIDATES = 20;

  public AdoptReport {
    accounts = List.copyOf(accounts);
    unmatched = List.copyOf(unmatched);
  }

  /**
   * One observed account.
   *
   * @param roles how many it holds
   */
  public record AccountRow(
      String account, String login, Account.State state, int roles, Standing standing) {

    /** Names are personal and stay out of logs. */
    @Override
    public String toString() {
      return "AccountRow[" + account + ", " + state + ", " + roles + ", " + standing + "]";
    }
  }

  /** An active person whom no account fits. */
  public record PersonRow(String person, String userName) {
    /** Names are personal and stay out of logs. */
    @Override
    public String toString() {
      return "PersonRow[" + person + "]";
    }
  }

  /**
   * How many of each. The first five of accounts add up to {@code accounts}; {@code people} are
   * matched, linked, unmatched or uncertain.
   *
   * @param byWay of those matched
   * @param people active ones
   * @param uncertain active people whom at least one account fits, and none for sure
   */
  public record Counts(
      int accounts,
      int matched,
      int linked,
      int ambiguous,
      int bots,
      int orphans,
      SortedMap<Way.By, Integer> byWay,
      int people,
      int unmatched,
      int uncertain) {}

  /**
   * Compares all with all by hashing: time grows with their number.
   *
   * @param links account → person, as they exist or were set by hand; they come before everything
   * @param protect ids or logins of accounts that are never changed; {@code *} stands for any
   *     characters
   */
  public static AdoptReport of(
      List<Person> people,
      List<Account> accounts,
      Map<String, String> links,
      Collection<String> protect) {
    return new Adoption(people, accounts, links, new ProtectedNames(protect)).report();
  }
}
