package dev.rolecall.policy.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.policy.adopt.AdoptReport.AccountRow;
import dev.rolecall.policy.adopt.Standing.Candidate;
import dev.rolecall.policy.adopt.Standing.Cause;
import dev.rolecall.policy.adopt.Standing.Doubt;
import dev.rolecall.policy.adopt.Way.By;
import dev.rolecall.policy.draft.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AdoptReportTest {
  /** 500,000 by hand, with more memory than a build has: -Drolecall.crowd=500000. */
  private static final int CROWD = Integer.getInteger("rolecall.crowd", 50_000);

  /** Found by login, then by address, then by the identity provider's id. */
  private static Person person(String name, boolean active) {
    return new Person(
        "id-" + name,
        name + "@acme.example",
        active,
        List.of(
            new Way(By.LOGIN, name),
            new Way(By.EMAIL, name + "@acme.example"),
            new Way(By.EXTERNAL_ID, "x-" + name)));
  }

  private static Person person(String name) {
    return person(name, true);
  }

  private static Account account(String id, String login, String... email) {
    return new Account(
        id,
        login,
        email.length == 0 ? Optional.empty() : Optional.of(email[0]),
        Optional.empty(),
        false,
        Account.State.ACTIVE,
        List.of(new Cell("web", "guest")));
  }

  private static AdoptReport report(List<Person> people, Account... accounts) {
    return AdoptReport.of(people, List.of(accounts), Map.of(), List.of());
  }

  private static Standing only(AdoptReport report) {
    assertThat(report.accounts()).hasSize(1);
    return report.accounts().getFirst().standing();
  }

  private static Candidate candidate(String name, By by) {
    return new Candidate("id-" + name, name + "@acme.example", true, Optional.of(by));
  }

  @Test
  void anAccountIsMatchedByTheFirstWayThatLeadsToIt() {
    Person ana = person("ana");
    assertThat(only(report(List.of(ana), account("1", "Ana", "ANA@acme.example"))))
        .isEqualTo(new Standing.Matched(candidate("ana", By.LOGIN)));
    assertThat(only(report(List.of(ana), account("1", "a.b", "ANA@acme.example"))))
        .isEqualTo(new Standing.Matched(candidate("ana", By.EMAIL)));
    Account byId =
        new Account(
            "1",
            "q",
            Optional.empty(),
            Optional.of("x-ana"),
            false,
            Account.State.LOCKED,
            List.of());
    assertThat(only(report(List.of(ana), byId)))
        .isEqualTo(new Standing.Matched(candidate("ana", By.EXTERNAL_ID)));
  }

  @Test
  void letterCaseOfAnExternalIdCounts() {
    Account other =
        new Account(
            "1",
            "q",
            Optional.empty(),
            Optional.of("X-ana"),
            false,
            Account.State.ACTIVE,
            List.of());
    assertThat(only(report(List.of(person("ana")), other)))
        .isEqualTo(new Standing.Orphan(Cause.NOBODY_FITS, List.of()));
  }

  @Test
  void anAccountThatFitsTwoPeopleIsNeverGuessed() {
    Standing standing =
        only(report(List.of(person("ana"), person("bo")), account("1", "bo", "ana@acme.example")));
    assertThat(standing)
        .isEqualTo(
            new Standing.Ambiguous(
                Doubt.SEVERAL_PEOPLE,
                List.of(candidate("bo", By.LOGIN), candidate("ana", By.EMAIL)),
                List.of()));
  }

  @Test
  void twoAccountsThatFitOnePersonAreNeverGuessed() {
    AdoptReport report =
        report(List.of(person("ana")), account("1", "ana"), account("2", "a", "ana@acme.example"));
    assertThat(report.accounts())
        .extracting(AccountRow::standing)
        .containsExactly(
            new Standing.Ambiguous(
                Doubt.SEVERAL_ACCOUNTS, List.of(candidate("ana", By.EMAIL)), List.of("1")),
            new Standing.Ambiguous(
                Doubt.SEVERAL_ACCOUNTS, List.of(candidate("ana", By.LOGIN)), List.of("2")));
    assertThat(report.counts().uncertain()).isEqualTo(1);
    assertThat(report.unmatched()).isEmpty();
  }

  @Test
  void anAccountThatFitsSomebodyOfTheNameOfALeaverIsNeverGuessed() {
    Person old = new Person("old", "ana.old", false, List.of(new Way(By.LOGIN, "ana")));
    Standing standing = only(report(List.of(person("ana"), old), account("1", "ana")));
    assertThat(standing)
        .isInstanceOfSatisfying(
            Standing.Ambiguous.class,
            doubt -> {
              assertThat(doubt.doubt()).isEqualTo(Doubt.SEVERAL_PEOPLE);
              assertThat(doubt.people()).extracting(Candidate::active).containsExactly(true, false);
            });
  }

  @Test
  void anAccountOfNobodyOrOnlyOfALeaverIsAnOrphan() {
    AdoptReport report =
        report(List.of(person("ana", false)), account("1", "ana"), account("2", "bo"));
    assertThat(report.accounts())
        .extracting(AccountRow::standing)
        .satisfiesExactly(
            left ->
                assertThat(left)
                    .isInstanceOfSatisfying(
                        Standing.Orphan.class,
                        orphan -> {
                          assertThat(orphan.cause()).isEqualTo(Cause.PERSON_LEFT);
                          assertThat(orphan.people())
                              .extracting(Candidate::person)
                              .containsExactly("id-ana");
                        }),
            nobody ->
                assertThat(nobody).isEqualTo(new Standing.Orphan(Cause.NOBODY_FITS, List.of())));
  }

  @Test
  void botsAreThoseThatTheToolFlagsAndThoseThatArePatternsOfProtectedNames() {
    Account flagged =
        new Account(
            "7", "ana", Optional.empty(), Optional.empty(), true, Account.State.ACTIVE, List.of());
    AdoptReport report =
        AdoptReport.of(
            List.of(person("ana")),
            List.of(flagged, account("8", "Break-Glass-1"), account("9", "root")),
            Map.of(),
            List.of("break-glass-*", "9"));
    assertThat(report.accounts())
        .extracting(AccountRow::standing)
        .containsExactly(new Standing.Bot(true), new Standing.Bot(false), new Standing.Bot(false));
    assertThat(report.unmatched())
        .singleElement()
        .satisfies(row -> assertThat(row.person()).isEqualTo("id-ana"));
  }

  @Test
  void aLinkComesBeforeWhateverFits() {
    AdoptReport report =
        AdoptReport.of(
            List.of(person("ana"), person("bo")),
            List.of(account("1", "bo"), account("2", "ana")),
            Map.of("1", "id-ana"),
            List.of());
    assertThat(report.accounts())
        .extracting(AccountRow::standing)
        .containsExactly(
            new Standing.Ambiguous(
                Doubt.LINKED_ELSEWHERE, List.of(candidate("ana", By.LOGIN)), List.of("1")),
            new Standing.Linked("id-ana", "ana@acme.example"));
    assertThat(report.unmatched()).extracting(row -> row.person()).containsExactly("id-bo");
  }

  @Test
  void aLinkSettlesWhatWasAmbiguous() {
    List<Person> people = List.of(person("ana"), person("bo"));
    List<Account> accounts =
        List.of(account("1", "bo", "ana@acme.example"), account("2", "bo2", "bo@acme.example"));
    assertThat(AdoptReport.of(people, accounts, Map.of(), List.of()).counts().ambiguous())
        .isEqualTo(2);
    AdoptReport.Counts counts =
        AdoptReport.of(people, accounts, Map.of("1", "id-ana"), List.of()).counts();
    assertThat(List.of(counts.linked(), counts.matched(), counts.ambiguous()))
        .containsExactly(1, 1, 0);
  }

  @Test
  void linksThatCannotBeRightAreSaid() {
    AdoptReport report =
        AdoptReport.of(
            List.of(person("ana"), person("cy", false)),
            List.of(account("1", "a"), account("2", "b"), account("3", "c"), account("4", "d")),
            Map.of("1", "id-ana", "2", "id-ana", "3", "id-nobody", "4", "id-cy", "99", "id-ana"),
            List.of());
    assertThat(report.accounts())
        .extracting(row -> standing(row.standing()))
        .containsExactly(
            "SEVERAL_LINKS [2]", "SEVERAL_LINKS [1]", "LINKED_TO_NOBODY", "PERSON_LEFT");
    assertThat(report.stale()).containsExactly(Map.entry("99", "id-ana"));
    assertThat(report.counts().uncertain()).isEqualTo(1);
  }

  private static String standing(Standing standing) {
    return switch (standing) {
      case Standing.Ambiguous doubt -> doubt.doubt() + " " + doubt.accounts();
      case Standing.Orphan orphan -> orphan.cause().name();
      case Standing.Matched matched -> "matched";
      case Standing.Linked linked -> "linked";
      case Standing.Bot bot -> "bot";
    };
  }

  @Test
  void everyAccountAndEveryActivePersonIsCountedOnceWhateverTheOrder() {
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      List<Person> people = new ArrayList<>();
      List<Account> accounts = new ArrayList<>();
      Map<String, String> links = new java.util.HashMap<>();
      for (int i = 0; i < 12; i++) {
        people.add(
            new Person(
                "p" + i,
                "p" + i,
                random.nextInt(5) > 0,
                List.of(
                    new Way(By.LOGIN, "n" + random.nextInt(10)),
                    new Way(By.EMAIL, "n" + random.nextInt(10)))));
        accounts.add(account("a" + i, "n" + random.nextInt(10), "n" + random.nextInt(10)));
        if (random.nextInt(8) == 0) {
          links.put("a" + random.nextInt(14), "p" + random.nextInt(13));
        }
      }
      AdoptReport report = AdoptReport.of(people, accounts, links, List.of("n9"));
      AdoptReport.Counts counts = report.counts();
      assertThat(counts.accounts()).isEqualTo(12);
      assertThat(counts.matched() + counts.linked() + counts.unmatched() + counts.uncertain())
          .as("seed %s", seed)
          .isEqualTo(counts.people());
      assertThat(counts.uncertain()).isNotNegative();
      guessesNothing(report, people, accounts, "seed " + seed);
      Collections.shuffle(people, random);
      Collections.shuffle(accounts, random);
      assertThat(AdoptReport.of(people, accounts, links, List.of("n9"))).isEqualTo(report);
    }
  }

  /** By comparing all with all: whoever is matched fits alone, and nothing else fits them. */
  private static void guessesNothing(
      AdoptReport report, List<Person> people, List<Account> accounts, String seed) {
    List<String> settled =
        report.accounts().stream()
            .filter(row -> row.standing() instanceof Standing.Linked)
            .map(row -> ((Standing.Linked) row.standing()).person())
            .toList();
    for (AccountRow row : report.accounts()) {
      if (row.standing() instanceof Standing.Matched matched) {
        Account account =
            accounts.stream()
                .filter(each -> each.id().equals(row.account()))
                .findFirst()
                .orElseThrow();
        assertThat(people)
            .as(seed)
            .filteredOn(person -> !settled.contains(person.id()) && fits(person, account))
            .filteredOn(person -> !isLinked(report, person))
            .extracting(Person::id)
            .containsExactly(matched.person().person());
      }
    }
  }

  private static boolean isLinked(AdoptReport report, Person person) {
    return report.accounts().stream()
        .anyMatch(row ->
            row.standing() instanceof Standing.Ambiguous doubt
                && doubt.doubt() == Doubt.SEVERAL_LINKS
                && doubt.people().getFirst().person().equals(person.id()));
  }

  private static boolean fits(Person person, Account account) {
    return person.ways().stream()
        .anyMatch(way ->
            switch (way.by()) {
              case LOGIN -> way.value().equals(account.login());
              case EMAIL -> way.value().equals(account.email().orElseThrow());
              case EXTERNAL_ID -> false;
            });
  }

  /** As many as the largest directory, and the worst there can be: one address for all. */
  @Test
  @Timeout(120)
  void aCrowdTakesSecondsWhateverItHasInCommon() {
    for (boolean shared : List.of(false, true)) {
      List<Person> people = new ArrayList<>();
      List<Account> accounts = new ArrayList<>();
      for (int i = 0; i < CROWD; i++) {
        String email = shared ? "all@acme.example" : "p" + i + "@acme.example";
        people.add(
            new Person(
                "p" + i,
                "p" + i,
                true,
                List.of(new Way(By.LOGIN, "p" + i), new Way(By.EMAIL, email))));
        accounts.add(account("a" + i, "someone" + i, email));
      }
      long start = System.nanoTime();
      AdoptReport report = AdoptReport.of(people, accounts, Map.of(), List.of("bot-*", "root"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(50));
      assertThat(shared ? report.counts().ambiguous() : report.counts().matched()).isEqualTo(CROWD);
    }
  }

  @Test
  void textsOfAReportNameNobody() {
    AdoptReport report =
        report(List.of(person("ana"), person("bo")), account("1", "cy", "ana@acme.example"));
    assertThat(report.toString()).doesNotContain("acme.example");
  }
}
