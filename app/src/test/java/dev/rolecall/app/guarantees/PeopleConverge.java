package dev.rolecall.app.guarantees;

import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.GitlabUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Guarantee 3: everybody has in every tool what the policy gives, and one account at most. What the
 * policy gives is worked out by {@link Company}, not by the product.
 */
final class PeopleConverge implements Guarantee {

  @Override
  public String promise() {
    return "everybody's access converges in every tool; no second account or membership";
  }

  @Override
  public List<String> check(Quiet quiet) {
    List<String> problems = new ArrayList<>();
    Map<String, String> names = quiet.groupNames();
    Map<String, SortedMap<String, Integer>> expected = new HashMap<>();
    Set<String> active = new TreeSet<>();
    for (Quiet.Found person : quiet.people()) {
      Set<String> groups =
          person.groups().stream()
              .map(id -> names.getOrDefault(id, id))
              .collect(Collectors.toCollection(TreeSet::new));
      SortedMap<String, Integer> roles = person.active() ? Company.roles(groups) : new TreeMap<>();
      if (person.login().contains("-kept")) {
        // Their group was emptied, and that is held.
        roles.put("gitlab/kept", AccessLevel.REPORTER.value());
      }
      expected.put(person.login(), roles);
      if (person.active()) {
        active.add(person.login());
      }
    }
    var found = Company.found(quiet.cluster().sandbox());
    for (String login : logins(quiet)) {
      SortedMap<String, Integer> wanted = expected.getOrDefault(login, new TreeMap<>());
      SortedMap<String, Integer> has = found.getOrDefault(login, new TreeMap<>());
      if (!wanted.equals(has)) {
        problems.add("%s should have %s and has %s".formatted(login, wanted, has));
      }
    }
    accounts(quiet, active, expected, problems);
    return problems;
  }

  private static Set<String> logins(Quiet quiet) {
    return quiet.staff().values().stream()
        .flatMap(staff -> staff.names().stream())
        .map(Quiet::loginOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void accounts(
      Quiet quiet,
      Set<String> active,
      Map<String, SortedMap<String, Integer>> expected,
      List<String> problems) {
    Map<String, GitlabUser> byEmail = new HashMap<>();
    for (GitlabUser user : quiet.cluster().sandbox().gitlab("gitlab").users()) {
      if (byEmail.put(user.email(), user) != null) {
        problems.add("two accounts: " + user.username());
      }
    }
    for (String login : logins(quiet)) {
      GitlabUser account = byEmail.get(login + "@acme.example");
      boolean needed =
          expected.getOrDefault(login, new TreeMap<>()).keySet().stream()
              .anyMatch(place -> place.startsWith("gitlab/"));
      if (needed && (account == null || !account.state().equals("active"))) {
        problems.add("%s has no account that can be used".formatted(login));
      }
      if (!active.contains(login) && account != null && account.state().equals("active")) {
        problems.add("%s left and can still sign in".formatted(login));
      }
    }
  }
}
