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
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    return group(
        group, projection, new Members.Stored(view, call.directory(), group.getId()));
  }

  /** A group with members that are known: those it was just given. */
  ObjectNode group(GroupState group, Projection projection, Collection<String> members) {
    return group(group, projection, new Members.Given(members));
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
    Map<String, List<GroupOfPerson>> groups = groupsOf(view, users, ofUsers);
    return found.stream()
        .map(each ->
            switch (each) {
              case Found.OfUser(UserState user) -> user(user, groups, ofUsers);
              case Found.OfGroup(GroupState group) -> group(view, group, ofGroups);
            })
        .toList();
  }

  private ObjectNode user(
      UserState user, Map<String, List<GroupOfPerson>> groups, Projection projection) {
    return projection.apply(
        rendering.user(user, links(groups.getOrDefault(user.getId(), List.of()))));
  }

  private Map<String, List<GroupOfPerson>> groupsOf(
      DirectoryReader view, List<UserState> users, Projection projection) {
    return projection.includes("groups") && !users.isEmpty()
        ? view.groupsOf(call.directory(), users.stream().map(UserState::getId).toList())
        : Map.of();
  }

  static List<Rendering.Link> links(List<GroupOfPerson> groups) {
    return groups.stream()
        .map(GroupOfPerson::group)
        .map(group -> new Rendering.Link(group.getId(), group.getDisplayName()))
        .toList();
  }

  static List<Rendering.Link> members(Collection<String> ids) {
    return ids.stream().map(id -> new Rendering.Link(id, null)).toList();
  }

  /** Few members are part of the answer; many are written one part after the other. */
  private ObjectNode group(GroupState group, Projection projection, Members.Source members) {
    if (!projection.includes("members")) {
      return projection.apply(rendering.group(group, null));
    }
    Optional<List<String>> few = members.ifFew(group.getMemberCount());
    if (few.isPresent()) {
      return projection.apply(rendering.group(group, members(few.get())));
    }
    ObjectNode rendered = projection.apply(rendering.group(group, null));
    rendered.putPOJO(
        "members", new MemberArray(members, part -> elements(group, projection, part)));
    return rendered;
  }

  private JsonNode elements(GroupState group, Projection projection, List<String> part) {
    return projection.apply(rendering.group(group, members(part))).path("members");
  }
}
