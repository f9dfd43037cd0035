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
  private final Finder<Person> free = new Finder<>();

  /** Active people whose account is another one by a link. */
  private final Finder<Person> elsewhere = new Finder<>();

  private final Finder<Person> left = new Finder<>();
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
      Finder<Person> active = linked.containsKey(person.id()) ? elsewhere : free;
      Finder<Person> finder = person.active() ? active : left;
      person.ways().forEach(way -> finder.add(way, person));
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
    Set<String> all = linked.getOrDefault(id, Set.of());
    if (all.size() > 1) {
      return new Standing.Ambiguous(
          Doubt.SEVERAL_LINKS, List.of(candidate(person, account)), others(all, account));
    }
    return person.active()
        ? new Standing.Linked(id, person.userName())
        : new Standing.Orphan(Cause.PERSON_LEFT, List.of(candidate(person, account)));
  }

  private Standing compared(Account account) {
    List<Person> may = who(free, account);
    List<Person> haveLeft = who(left, account);
    if (!may.isEmpty()) {
      may.addAll(haveLeft);
      return fits(account, may);
    }
    List<Person> haveAnother = who(elsewhere, account);
    if (!haveAnother.isEmpty()) {
      Set<String> others = new LinkedHashSet<>();
      haveAnother.forEach(person -> others.addAll(linked.getOrDefault(person.id(), Set.of())));
      haveAnother.addAll(haveLeft);
      return new Standing.Ambiguous(
          Doubt.LINKED_ELSEWHERE, candidates(haveAnother, account), others(others, account));
    }
    return haveLeft.isEmpty()
        ? new Standing.Orphan(Cause.NOBODY_FITS, List.of())
        : new Standing.Orphan(Cause.PERSON_LEFT, candidates(haveLeft, account));
  }

  private static List<Person> who(Finder<Person> among, Account account) {
    Map<String, Person> fitting = new LinkedHashMap<>();
    ways(account)
        .forEach(way -> among.find(way).forEach(person -> fitting.put(person.id(), person)));
    return new ArrayList<>(fitting.values());
  }

  private Standing fits(Account account, List<Person> who) {
    Set<String> others = new LinkedHashSet<>();
    who.forEach(person -> others.addAll(fitting(person)));
    if (who.size() > 1) {
      return new Standing.Ambiguous(
          Doubt.SEVERAL_PEOPLE, candidates(who, account), others(others, account));
    }
    return others.size() > 1
        ? new Standing.Ambiguous(
            Doubt.SEVERAL_ACCOUNTS, candidates(who, account), others(others, account))
        : new Standing.Matched(candidate(who.getFirst(), account));
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

  private static List<Candidate> candidates(List<Person> who, Account account) {
    return who.stream()
        .limit(AdoptReport.MOST_CANDIDATES)
        .map(person -> candidate(person, account))
        .toList();
  }

  /** By the first of the person's ways that leads there; a linked account may fit by none. */
  private static Candidate candidate(Person person, Account account) {
    Finder<Account> only = new Finder<>();
    ways(account).forEach(way -> only.add(way, account));
    Optional<Way.By> by =
        person.ways().stream()
            .filter(way -> !only.find(way).isEmpty())
            .map(Way::by)
            .findFirst();
    return new Candidate(person.id(), person.userName(), person.active(), by);
  }
}
