package dev.rolecall.app.guarantees;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.app.system.Client;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.PeopleEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything at rest: what ingests, topics, tools and the console say when nobody writes. */
final class Quiet {

  /** More than a seed has of people or groups. */
  private static final int PAGE = 500;

  /** A person as an ingest shows it. */
  record Found(String directory, String id, String userName, boolean active, Set<String> groups) {
    /** The name of the account in every tool. */
    String login() {
      return loginOf(userName);
    }
  }

  private final Cluster cluster;
  private final Map<String, Staff> staff;
  private final Instant begin;
  private final Logs logs;
  private final List<Found> people;
  private final List<Logs.Entry<Command>> commands;
  private final List<Logs.Entry<Outcome>> outcomes;

  /**
   * Looks once.
   *
   * @param staff by directory
   * @param begin before anything of this seed was written
   */
  Quiet(Cluster cluster, Map<String, Staff> staff, Instant begin) {
    this.cluster = cluster;
    this.staff = staff;
    this.begin = begin;
    this.logs = new Logs(cluster, staff.keySet());
    this.people = people(0);
    this.commands = logs.of(Topics.COMMANDS);
    this.outcomes = logs.of(Topics.OUTCOMES);
  }

  static String loginOf(String userName) {
    return userName.substring(0, userName.indexOf('@'));
  }

  Cluster cluster() {
    return cluster;
  }

  Map<String, Staff> staff() {
    return staff;
  }

  List<Found> people() {
    return people;
  }

  List<Logs.Entry<Command>> commands() {
    return commands;
  }

  List<Logs.Entry<Outcome>> outcomes() {
    return outcomes;
  }

  List<Logs.Entry<DirectoryEntry>> directory() {
    return logs.of(Topics.DIRECTORY);
  }

  List<Logs.Entry<PeopleEntry>> peopleTopic() {
    return logs.of(Topics.PEOPLE);
  }

  List<AuditEntry> audit() {
    List<AuditEntry> audit = new ArrayList<>();
    for (Logs.Entry<AuditEntry> each : logs.of(Topics.AUDIT_ENTRIES)) {
      AuditEntry entry = each.value();
      if (entry != null) {
        audit.add(entry);
      }
    }
    return audit;
  }

  /** Writes to tools since this seed began. */
  List<Writes.Write> writes() {
    return cluster.writes().all().stream().filter(write -> write.at().isAfter(begin)).toList();
  }

  /** Whose account this is or was: directory/person by login. */
  Map<String, String> personByLogin() {
    Map<String, String> persons = new HashMap<>();
    staff.forEach((directory, known) ->
        known
            .people()
            .forEach(
                person -> persons.put(loginOf(person.userName()), directory + "/" + person.id())));
    return persons;
  }

  /** Everybody, as this ingest shows them. */
  List<Found> people(int ingest) {
    List<Found> found = new ArrayList<>();
    for (String directory : staff.keySet()) {
      for (JsonNode user : list(directory, ingest, "/Users")) {
        Set<String> groups = new TreeSet<>();
        user.path("groups").forEach(group -> groups.add(group.path("value").asText()));
        found.add(
            new Found(
                directory,
                user.path("id").asText(),
                user.path("userName").asText(),
                user.path("active").asBoolean(),
                groups));
      }
    }
    return found;
  }

  /** Members by the group's id, as this ingest shows them. */
  Map<String, Set<String>> groups(int ingest) {
    Map<String, Set<String>> groups = new TreeMap<>();
    for (String directory : staff.keySet()) {
      for (JsonNode group : list(directory, ingest, "/Groups")) {
        groups.put(group.path("id").asText(), Scim.members(group));
      }
    }
    return groups;
  }

  /** Names of groups by their ids. */
  Map<String, String> groupNames() {
    return staff.values().stream()
        .flatMap(each -> each.groups().entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  private JsonNode list(String directory, int ingest, String path) {
    Client.Answer answer =
        cluster.scim(directory).get(ingest).get(path + "?startIndex=1&count=" + PAGE);
    if (answer.status() != 200) {
      throw new IllegalStateException("ingest %d: %d".formatted(ingest, answer.status()));
    }
    if (answer.body().path("totalResults").asInt() > PAGE) {
      throw new IllegalStateException("more than a page");
    }
    return answer.body().path("Resources");
  }
}
