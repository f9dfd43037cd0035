package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.UserCodec;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.Lookup;
import java.util.List;

/** All that a directory holds, as conversations write it down. */
final class DirectoryState {

  private static final int MOST_RESOURCES = 1_000;
  private static final int MOST_MEMBERS = 1_000;

  private final DirectoryReader view;
  private final String directory;

  DirectoryState(DirectoryReader view, String directory) {
    this.view = view;
    this.directory = directory;
  }

  /** In the order of their creation. */
  List<ObjectNode> users() {
    return view.users(directory, new Lookup.Everything(), MOST_RESOURCES).items().stream()
        .map(user -> UserCodec.toJson(user.getUser()))
        .toList();
  }

  /** In the order of their creation. */
  List<ObjectNode> groups() {
    return view.groups(directory, new Lookup.Everything(), MOST_RESOURCES).items().stream()
        .map(this::group)
        .toList();
  }

  private ObjectNode group(GroupState state) {
    ObjectNode group = JsonNodeFactory.instance.objectNode();
    group.put("displayName", state.getDisplayName());
    if (state.getExternalId() != null) {
      group.put("externalId", state.getExternalId());
    }
    ArrayNode members = group.putArray("members");
    view.members(directory, state.getId(), null, MOST_MEMBERS).stream()
        .map(edge -> name(edge.getMember()))
        .sorted()
        .forEach(members::add);
    return group;
  }

  /** A member that nobody knows yet has only its id. */
  private String name(String member) {
    return view.user(directory, member).map(user -> user.getUser().getUserName()).orElse(member);
  }
}
