package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.Found;
import dev.rolecall.views.directory.GroupOfPerson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Resources as they are answered: in a list and alone, after a read and after a write alike. */
final class Rendered {

  private final Call call;
  private final Rendering rendering;

  Rendered(Call call) {
    this.call = call;
    this.rendering = new Rendering(call.root());
  }

  ObjectNode user(DirectoryReader view, UserState user, Projection projection) {
    return user(user, groupsOf(view, List.of(user), projection), projection);
  }

  /** A group with the members it has now. */
  ObjectNode group(DirectoryReader view, GroupState group, Projection projection) {
    return group(group, projection, new Members.Stored(view, call.directory(), group.getId()));
  }

  /** The resources of a list. */
  List<ObjectNode> all(
      DirectoryReader view, List<Found> found, Projection ofUsers, Projection ofGroups) {
    List<UserState> users = new ArrayList<>();
    for (Found each : found) {
      if (each instanceof Found.OfUser(UserState user)) {
        users.add(user);
      }
    }
    Map<String, List<Rendering.Link>> groups = groupsOf(view, users, ofUsers);
    return found.stream()
        .map(each ->
            switch (each) {
              case Found.OfUser(UserState user) -> user(user, groups, ofUsers);
              case Found.OfGroup(GroupState group) -> group(view, group, ofGroups);
            })
        .toList();
  }

  private ObjectNode user(
      UserState user, Map<String, List<Rendering.Link>> groups, Projection projection) {
    return projection.apply(rendering.user(user, groups.getOrDefault(user.getId(), List.of())));
  }

  private Map<String, List<Rendering.Link>> groupsOf(
      DirectoryReader view, List<UserState> users, Projection projection) {
    if (!projection.includes("groups") || users.isEmpty()) {
      return Map.of();
    }
    List<String> ids = users.stream().map(UserState::getId).toList();
    Map<String, List<GroupOfPerson>> direct = view.groupsOf(call.directory(), ids);
    Map<String, List<GroupOfPerson>> inherited = view.inheritedGroups(call.directory(), ids);
    Map<String, List<Rendering.Link>> groups = new HashMap<>();
    for (String id : ids) {
      groups.put(
          id, groups(direct.getOrDefault(id, List.of()), inherited.getOrDefault(id, List.of())));
    }
    return groups;
  }

  /** Direct ones first (RFC 7643 § 4.1.2). */
  static List<Rendering.Link> groups(List<GroupOfPerson> direct, List<GroupOfPerson> inherited) {
    List<Rendering.Link> links = new ArrayList<>();
    direct.forEach(each -> links.add(link(each.group(), false)));
    inherited.forEach(each -> links.add(link(each.group(), true)));
    return links;
  }

  private static Rendering.Link link(GroupState group, boolean inherited) {
    return new Rendering.Link(group.getId(), group.getDisplayName(), inherited);
  }

  /** What is neither a user nor a group yet is shown as a user. */
  static List<Rendering.Link> members(Collection<String> ids, Set<String> groups) {
    return ids.stream().map(id -> new Rendering.Link(id, null, groups.contains(id))).toList();
  }

  /** Few members are part of the answer; many are written one part after the other. */
  ObjectNode group(GroupState group, Projection projection, Members.Source members) {
    if (!projection.includes("members")) {
      return projection.apply(rendering.group(group, null));
    }
    Optional<List<String>> few = members.ifFew(group.getMemberCount());
    if (few.isPresent()) {
      return projection.apply(rendering.group(group, links(members, few.get())));
    }
    ObjectNode rendered = projection.apply(rendering.group(group, null));
    rendered.putPOJO(
        "members",
        new MemberArray(members, part -> elements(group, projection, links(members, part))));
    return rendered;
  }

  private static List<Rendering.Link> links(Members.Source members, List<String> part) {
    return members(part, members.groupsAmong(part));
  }

  private JsonNode elements(GroupState group, Projection projection, List<Rendering.Link> part) {
    return projection.apply(rendering.group(group, part)).path("members");
  }
}
