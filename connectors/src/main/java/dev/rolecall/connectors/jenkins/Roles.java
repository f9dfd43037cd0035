package dev.rolecall.connectors.jenkins;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.tool.ToolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All roles of one shape and who holds them, as getAllRoles tells: it is there in every version,
 * and unlike getRoleAssignments it also shows roles that nobody holds.
 *
 * @param typed false: entries are plain strings, as before role-strategy 657
 */
record Roles(Map<String, List<Entry>> holders, boolean typed) {

  /** A holder as stored, with its case. */
  record Entry(Kind kind, String sid) {
    /** What the sid names. */
    enum Kind {
      USER,
      GROUP,
      /** Of old: a user or a group. */
      EITHER
    }

    /** Jenkins decides without case who somebody is; a group is not ours to touch. */
    boolean is(String login) {
      return kind != Kind.GROUP && sid.equalsIgnoreCase(login);
    }

    /** Sids are personal. */
    @Override
    public String toString() {
      return "Entry[" + kind + "]";
    }
  }

  static Roles of(JsonNode json) throws ToolException {
    if (!json.isObject()) {
      throw strange();
    }
    Map<String, List<Entry>> holders = new LinkedHashMap<>();
    boolean typed = true;
    for (Map.Entry<String, JsonNode> role : json.properties()) {
      List<Entry> entries = new ArrayList<>();
      for (JsonNode entry : role.getValue()) {
        typed &= entry.isObject();
        entries.add(entry(entry));
      }
      holders.put(role.getKey(), entries);
    }
    return new Roles(holders, typed);
  }

  boolean has(String role) {
    return holders.containsKey(role);
  }

  /** Under which spellings somebody holds a role. */
  List<Entry> entries(String role, String login) {
    return holders.getOrDefault(role, List.of()).stream().filter(it -> it.is(login)).toList();
  }

  boolean holds(String role, String login) {
    return !entries(role, login).isEmpty();
  }

  /** Names of all roles that somebody holds. */
  List<String> heldBy(String login) {
    return holders.keySet().stream().filter(role -> holds(role, login)).toList();
  }

  /** Whether whoever signs in holds a role. */
  boolean everybodyHolds() {
    return holders.values().stream()
        .flatMap(List::stream)
        .anyMatch(it -> it.kind() != Entry.Kind.USER && it.sid().equals("authenticated"));
  }

  private static Entry entry(JsonNode json) throws ToolException {
    if (json.isTextual()) {
      return new Entry(Entry.Kind.EITHER, json.asText());
    }
    String sid = json.path("sid").asText("");
    return switch (json.path("type").asText()) {
      case "USER" -> new Entry(Entry.Kind.USER, sid);
      case "GROUP" -> new Entry(Entry.Kind.GROUP, sid);
      case "EITHER" -> new Entry(Entry.Kind.EITHER, sid);
      default -> throw strange();
    };
  }

  private static ToolException strange() {
    return new ToolException(ToolException.Kind.UNEXPECTED, "not roles as Jenkins shows them");
  }
}
