package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.sandbox.gitlab.AccessLevel;
import dev.rolecall.sandbox.gitlab.Edition;
import dev.rolecall.sandbox.gitlab.GitlabSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A company that has given roles in its GitLab by hand for years: teams of thirty, most of what
 * they hold after their groups, some of it after nobody knows what.
 *
 * @param teams each has about eighty memberships
 */
record OldCompany(int teams) {

  private static final int TEAM = 30;
  private static final int LEADS = 5;
  private static final int WRITERS = 15;

  /** Who helped the next team once, and kept the role. */
  private static final int HELPERS = 5;

  private static final int IN_FLIGHT = 16;

  int people() {
    return teams * TEAM;
  }

  /** Of every fifth team one has not had an account so far. */
  private static boolean isNew(int team, int member) {
    return team % 5 == 0 && member == 20;
  }

  /** Of every tenth team one has left the company, and nobody told GitLab. */
  private static boolean hasLeft(int team, int member) {
    return team % 10 == 1 && member == 29;
  }

  List<String> newcomers() {
    return names(OldCompany::isNew);
  }

  List<String> leavers() {
    return names(OldCompany::hasLeft);
  }

  private interface Which {
    boolean is(int team, int member);
  }

  private List<String> names(Which which) {
    List<String> names = new ArrayList<>();
    for (int team = 0; team < teams; team++) {
      for (int member = 0; member < TEAM; member++) {
        if (which.is(team, member)) {
          names.add(name(team, member));
        }
      }
    }
    return names;
  }

  int strangers() {
    return teams / 5;
  }

  int bots() {
    return teams / 10;
  }

  /** Two people fit each of their accounts. */
  int twins() {
    return teams / 10;
  }

  static String name(int team, int member) {
    return "t%02d-m%02d".formatted(team, member);
  }

  static String place(int team) {
    return "team-%02d".formatted(team);
  }

  List<String> places() {
    return IntStream.range(0, teams)
        .mapToObj(OldCompany::place)
        .flatMap(team -> List.of(team, team + "/app", team + "/docs").stream())
        .toList();
  }

  GitlabSeed seed() {
    List<GitlabSeed.User> users = new ArrayList<>();
    List<GitlabSeed.Member> members = new ArrayList<>();
    users.add(
        new GitlabSeed.User(
            "root", "root@gitlab.invalid", "active", true, false, "gitlab-token", null));
    for (int team = 0; team < teams; team++) {
      for (int number = 0; number < TEAM; number++) {
        if (!isNew(team, number)) {
          users.add(user(name(team, number), false));
          member(members, team, number);
        }
      }
    }
    others(users, members);
    List<GitlabSeed.Place> places =
        places().stream()
            .map(path -> new GitlabSeed.Place(path, path.contains("/"), false))
            .toList();
    return new GitlabSeed(
        Edition.SELF_MANAGED, users, places, members, List.of(), new GitlabSeed.Limits(0, 0));
  }

  private void member(List<GitlabSeed.Member> members, int team, int number) {
    String name = name(team, number);
    String place = place(team);
    members.add(new GitlabSeed.Member(place, name, AccessLevel.DEVELOPER, null));
    AccessLevel inApp = number < LEADS ? AccessLevel.OWNER : AccessLevel.MAINTAINER;
    members.add(new GitlabSeed.Member(place + "/app", name, inApp, null));
    if (number < WRITERS) {
      members.add(new GitlabSeed.Member(place + "/docs", name, AccessLevel.MAINTAINER, null));
    }
    if (number >= WRITERS && number < WRITERS + HELPERS) {
      String next = place((team + 1) % teams) + "/docs";
      members.add(new GitlabSeed.Member(next, name, AccessLevel.REPORTER, null));
    }
  }

  private void others(List<GitlabSeed.User> users, List<GitlabSeed.Member> members) {
    for (int number = 0; number < strangers(); number++) {
      users.add(user("old-" + number, false));
      members.add(
          new GitlabSeed.Member(place(number), "old-" + number, AccessLevel.DEVELOPER, null));
    }
    for (int number = 0; number < bots(); number++) {
      String bot = "group_" + number + "_bot_ab12";
      users.add(user(bot, true));
      members.add(new GitlabSeed.Member(place(number) + "/app", bot, AccessLevel.MAINTAINER, null));
    }
    for (int number = 0; number < twins(); number++) {
      users.add(user("twin-" + number, false));
      members.add(
          new GitlabSeed.Member(
              place(number) + "/docs", "twin-" + number, AccessLevel.DEVELOPER, null));
    }
  }

  private static GitlabSeed.User user(String name, boolean bot) {
    return new GitlabSeed.User(name, name + "@mail.example", "active", false, bot, null, null);
  }

  /** Sends everybody and their groups, as the identity provider has them; ids by name. */
  Map<String, String> join(Client scim) throws InterruptedException {
    Map<String, String> ids = new ConcurrentHashMap<>();
    Crowd crowd = new Crowd(scim, ids);
    Consumer<String> create =
        userName -> ids.put(userName, crowd.created("/Users", user(userName)));
    List<String> userNames = new ArrayList<>();
    names((team, member) -> true).forEach(name -> userNames.add(name + "@acme.example"));
    for (int number = 0; number < twins(); number++) {
      userNames.add("twin-" + number + "@acme.example");
      userNames.add("twin-" + number + "@sister.example");
    }
    each(userNames, create);
    List<String> groups = IntStream.range(0, teams).mapToObj(team -> "ci-" + place(team)).toList();
    each(groups, group -> groups(crowd, ids, Integer.parseInt(group.substring(8))));
    for (String leaver : leavers()) {
      Client.Answer answer =
          scim.send(
              "PATCH",
              "/Users/" + ids.get(leaver + "@acme.example"),
              "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":false}]}");
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }
    return ids;
  }

  private static String user(String userName) {
    return "{\"userName\":\"%1$s\",\"emails\":[{\"primary\":true,\"value\":\"%1$s\"}],\"active\":true}"
        .formatted(userName);
  }

  private static void groups(Crowd crowd, Map<String, String> ids, int team) {
    group(crowd, ids, "ci-" + place(team), team, TEAM);
    group(crowd, ids, "leads-" + place(team), team, LEADS);
    group(crowd, ids, "docs-" + place(team), team, WRITERS);
  }

  private static void group(
      Crowd crowd, Map<String, String> ids, String name, int team, int members) {
    String values =
        IntStream.range(0, members)
            .mapToObj(number -> ids.get(name(team, number) + "@acme.example"))
            .map("{\"value\":\"%s\"}"::formatted)
            .collect(Collectors.joining(","));
    ids.put(
        name,
        crowd.created(
            "/Groups", "{\"displayName\":\"%s\",\"members\":[%s]}".formatted(name, values)));
  }

  private static void each(List<String> all, Consumer<String> request) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT)) {
      List<Future<?>> answers = new ArrayList<>();
      all.forEach(one -> answers.add(threads.submit(() -> request.accept(one))));
      for (Future<?> answer : answers) {
        answer.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("one of many was refused", e.getCause());
    }
  }
}
