package dev.rolecall.app.guarantees;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Keys.DirectoryKey.MemberKey;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * No membership is lost on its way: both ingests, the directory log and the people that the policy
 * is applied to say the same. What they must say follows from the answers: {@link
 * ReadsAreLinearizable}.
 */
final class NoMembershipLost implements Guarantee {

  @Override
  public String promise() {
    return "no membership is lost between the answer and whoever applies the policy";
  }

  @Override
  public List<String> check(Quiet quiet) {
    Map<String, Set<String>> log = log(quiet);
    Set<String> there =
        quiet.people().stream().map(Quiet.Found::id).collect(Collectors.toCollection(TreeSet::new));
    Map<String, Set<String>> ofPeople = new TreeMap<>(log);
    ofPeople.replaceAll((group, members) -> restricted(members, there));
    ofPeople.values().removeIf(Set::isEmpty);
    List<String> problems = new ArrayList<>();
    for (int ingest = 0; ingest < 2; ingest++) {
      Map<String, Set<String>> groups = quiet.groups(ingest);
      groups.values().removeIf(Set::isEmpty);
      differ("members that ingest %d shows".formatted(ingest), groups, log, problems);
      Map<String, Set<String>> users = new TreeMap<>();
      for (Quiet.Found person : quiet.people(ingest)) {
        person.groups().forEach(id -> add(users, id, person.id()));
      }
      differ("groups of users that ingest %d shows".formatted(ingest), users, ofPeople, problems);
    }
    differ("groups of people for the policy", people(quiet), ofPeople, problems);
    return problems;
  }

  private static Map<String, Set<String>> log(Quiet quiet) {
    Map<String, Set<String>> edges = new TreeMap<>();
    for (Logs.Entry<DirectoryEntry> each : quiet.directory()) {
      if (Keys.parse(each.key()) instanceof MemberKey(var directory, var group, var member)) {
        if (each.value() == null) {
          edges.getOrDefault(group, new TreeSet<>()).remove(member);
        } else {
          add(edges, group, member);
        }
      }
    }
    edges.values().removeIf(Set::isEmpty);
    return edges;
  }

  private static Map<String, Set<String>> people(Quiet quiet) {
    Map<String, Person> newest = new TreeMap<>();
    for (Logs.Entry<PeopleEntry> each : quiet.peopleTopic()) {
      PeopleEntry entry = each.value();
      if (entry == null) {
        newest.remove(each.key());
      } else if (entry.getBody() instanceof Person person) {
        newest.put(each.key(), person);
      }
    }
    Map<String, Set<String>> groups = new TreeMap<>();
    for (Person person : newest.values()) {
      if (person.getStanding() != Standing.DELETED) {
        for (GroupRef group : person.getGroups()) {
          add(groups, group.getId(), person.getId());
        }
      }
    }
    return groups;
  }

  private static void add(Map<String, Set<String>> all, String group, String member) {
    all.computeIfAbsent(group, id -> new TreeSet<>()).add(member);
  }

  private static Set<String> restricted(Set<String> members, Set<String> to) {
    Set<String> restricted = new TreeSet<>(members);
    restricted.retainAll(to);
    return restricted;
  }

  private static void differ(
      String what,
      Map<String, Set<String>> found,
      Map<String, Set<String>> expected,
      List<String> problems) {
    if (!found.equals(expected)) {
      problems.add("%s: %s instead of %s".formatted(what, found, expected));
    }
  }
}
