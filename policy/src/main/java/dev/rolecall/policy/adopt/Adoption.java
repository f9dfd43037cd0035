package dev.rolecall.policy.adopt;

import dev.rolecall.policy.adopt.AdoptReport.AccountRow;
import dev.rolecall.policy.adopt.AdoptReport.PersonRow;
import dev.rolecall.policy.adopt.Standing.Candidate;
import dev.rolecall.policy.adopt.Standing.Cause;
import dev.rolecall.policy.adopt.Standing.Doubt;
import dev.rolecall.policy.text.Fold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One comparison of people and accounts: links first, then what fits. */
final class Adoption {

  private static final Comparator<AccountRow> BY_LOGIN =
      Comparator.comparing((AccountRow row) -> Fold.fold(row.login()))
          .thenComparing(AccountRow::account);

  private static final Comparator<Person> BY_NAME =
      Comparator.comparing((Person person) -> Fold.fold(person.userName()))
          .thenComparing(Person::id);

  private final List<Person> people;
  private final List<Account> accounts;
  private final Map<String, String> links;
  private final ProtectedNames protect;
  private final Map<String, Person> byId = new HashMap<>();

  /** Person → accounts linked to them. */
  private final Map<String, Set<String>> linked = new HashMap<>();

  /** Active people without a linked account. */
  private final Finder<Fit> free = new Finder<>();

  /** Active people whose account is another one by a link. */
  private final Finder<Fit> elsewhere = new Finder<>();

  private final Finder<Fit> left = new Finder<>();
  private final Finder<Account> whatFits = new Finder<>();

  Adoption(
      List<Person> people,
      List<Account> accounts,
      Map<String, String> links,
      ProtectedNames protect) {
    this.people = people.stream().sorted(BY_NAME).toList();
    this.accounts = accounts.stream().sorted(Comparator.comparing(Account::id)).toList();
    this.links = links;
    this.protect = protect;
    this.people.forEach(person -> byId.put(person.id(), person));
    for (Account account : this.accounts) {
      @Nullable String person = links.get(account.id());
      if (person != null) {
        linked.computeIfAbsent(person, absent -> new LinkedHashSet<>()).add(account.id());
      } else if (!isBot(account)) {
        ways(account).forEach(way -> whatFits.add(way, account));
      }
    }
    for (Person person : this.people) {
      Finder<Fit> active = linked.containsKey(person.id()) ? elsewhere : free;
      Finder<Fit> finder = person.active() ? active : left;
      for (int i = 0; i < person.ways().size(); i++) {
        finder.add(person.ways().get(i), new Fit(person, i));
      }
    }
  }

  private static List<Way> ways(Account account) {
    List<Way> ways = new ArrayList<>();
    ways.add(new Way(Way.By.LOGIN, account.login()));
    account.email().ifPresent(email -> ways.add(new Way(Way.By.EMAIL, email)));
    account.externalId().ifPresent(id -> ways.add(new Way(Way.By.EXTERNAL_ID, id)));
    return ways;
  }

  private boolean isBot(Account account) {
    return account.bot() || protect.matches(account);
  }

  AdoptReport report() {
    List<AccountRow> rows = new ArrayList<>();
    Set<String> settled = new HashSet<>();
    Tally tally = new Tally();
    for (Account account : accounts) {
      Standing standing = standing(account);
      tally.add(standing, settled);
      rows.add(
          new AccountRow(
              account.id(), account.login(), account.state(), account.holds().size(), standing));
    }
    rows.sort(BY_LOGIN);
    List<PersonRow> unmatched = new ArrayList<>();
    int active = 0;
    for (Person person : people) {
      if (person.active()) {
        active++;
        boolean nothing = !linked.containsKey(person.id()) && fitting(person).isEmpty();
        if (nothing) {
          unmatched.add(new PersonRow(person.id(), person.userName()));
        }
      }
    }
    int uncertain = active - settled.size() - unmatched.size();
    return new AdoptReport(
        tally.counts(active, unmatched.size(), uncertain), rows, unmatched, stale());
  }

  private SortedMap<String, String> stale() {
    SortedMap<String, String> stale = new TreeMap<>(links);
    accounts.forEach(account -> stale.remove(account.id()));
    return stale;
  }

  private Standing standing(Account account) {
    @Nullable String person = links.get(account.id());
    if (person != null) {
      return linked(account, person);
    }
    if (isBot(account)) {
      return new Standing.Bot(account.bot());
    }
    return compared(account);
  }

  private Standing linked(Account account, String id) {
    @Nullable Person person = byId.get(id);
    if (person == null) {
      return new Standing.Orphan(Cause.LINKED_TO_NOBODY, List.of());
    }
    Candidate candidate = new Candidate(id, person.userName(), person.active(), Optional.empty());
    Set<String> all = linked.getOrDefault(id, Set.of());
    if (all.size() > 1) {
      return new Standing.Ambiguous(Doubt.SEVERAL_LINKS, List.of(candidate), others(all, account));
    }
    return person.active()
        ? new Standing.Linked(id, person.userName())
        : new Standing.Orphan(Cause.PERSON_LEFT, List.of(candidate));
  }

  private Standing compared(Account account) {
    List<Way> ways = ways(account);
    List<Fit> may = who(free, ways);
    List<Fit> haveLeft = who(left, ways);
    if (!may.isEmpty()) {
      may.addAll(haveLeft);
      return fits(account, may);
    }
    List<Fit> haveAnother = who(elsewhere, ways);
    if (!haveAnother.isEmpty()) {
      Set<String> others = new LinkedHashSet<>();
      haveAnother.forEach(fit -> others.addAll(linked.getOrDefault(fit.person().id(), Set.of())));
      haveAnother.addAll(haveLeft);
      return new Standing.Ambiguous(
          Doubt.LINKED_ELSEWHERE, candidates(haveAnother), others(others, account));
    }
    return haveLeft.isEmpty()
        ? new Standing.Orphan(Cause.NOBODY_FITS, List.of())
        : new Standing.Orphan(Cause.PERSON_LEFT, candidates(haveLeft));
  }

  /** Each person once, by the first of their ways that leads to the account. */
  private static List<Fit> who(Finder<Fit> among, List<Way> ways) {
    Map<String, Fit> fitting = new LinkedHashMap<>();
    for (Way way : ways) {
      among.find(way).forEach(fit -> fitting.merge(fit.person().id(), fit, Fit::earlier));
    }
    return new ArrayList<>(fitting.values());
  }

  private Standing fits(Account account, List<Fit> who) {
    Set<String> others = new LinkedHashSet<>();
    for (Fit fit : who) {
      if (others.size() <= AdoptReport.MOST_CANDIDATES) {
        others.addAll(fitting(fit.person()));
      }
    }
    if (who.size() > 1) {
      return new Standing.Ambiguous(Doubt.SEVERAL_PEOPLE, candidates(who), others(others, account));
    }
    return others.size() > 1
        ? new Standing.Ambiguous(Doubt.SEVERAL_ACCOUNTS, candidates(who), others(others, account))
        : new Standing.Matched(who.getFirst().candidate());
  }

  /** Accounts that fit a person, by id; those that are linked or nobody's do not. */
  private Set<String> fitting(Person person) {
    Set<String> fitting = new LinkedHashSet<>();
    for (Way way : person.ways()) {
      whatFits.find(way).forEach(account -> fitting.add(account.id()));
    }
    return fitting;
  }

  private static List<String> others(Collection<String> all, Account but) {
    return all.stream()
        .filter(id -> !id.equals(but.id()))
        .limit(AdoptReport.MOST_CANDIDATES)
        .toList();
  }

  private static List<Candidate> candidates(List<Fit> who) {
    return who.stream().limit(AdoptReport.MOST_CANDIDATES).map(Fit::candidate).toList();
  }
}
