package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.Narrowing;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.Sorting;
import dev.rolecall.ingest.scim.Translation;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.Column;
import dev.rolecall.views.directory.Criterion;
import dev.rolecall.views.directory.Found;
import dev.rolecall.views.directory.Kind;
import dev.rolecall.views.directory.Links;
import dev.rolecall.views.directory.Source;
import java.util.List;
import java.util.Optional;

/**
 * What a list is asked to hold and in which order. Columns of the view answer what they can; the
 * rest is asked of each candidate in the form in which it would be answered.
 */
record Asked(Optional<Filter> filter, Sorting sorting, Rendering rendering) {

  /** The part of the list that is of one type. */
  Source source(ResourceType type) {
    Narrowing narrowing =
        filter
            .map(each -> Translation.of(type, each))
            .orElseGet(() -> new Narrowing(Criterion.always(), true));
    boolean isOfUsers = type.name().equals(ResourceType.USER.name());
    // Once for the list: a scan asks it of every candidate.
    boolean isLinked = mentions(isOfUsers ? "groups" : "members");
    return new Source(
        isOfUsers ? Kind.USERS : Kind.GROUPS,
        narrowing.where(),
        narrowing.isExact() ? Optional.empty() : filter.map(each -> check(each, isLinked)),
        key(type, isLinked));
  }

  private Source.Check check(Filter wanted, boolean isLinked) {
    return (found, links) -> wanted.matches(whole(found, links, isLinked));
  }

  private Source.Key key(ResourceType type, boolean isLinked) {
    Optional<Column> column = sorting.column(type);
    if (column.isPresent()) {
      return new Source.Key.Stored(column.get());
    }
    return sorting.isOf(type)
        ? new Source.Key.Computed((found, links) -> sorting.key(whole(found, links, isLinked)))
        : new Source.Key.None();
  }

  /** With memberships only where they matter: they take reads of their own. */
  private ObjectNode whole(Found found, Links links, boolean isLinked) {
    return switch (found) {
      case Found.OfUser(UserState user) ->
          rendering.user(user, isLinked ? groups(links, user.getId()) : null);
      case Found.OfGroup(GroupState group) ->
          rendering.group(group, isLinked ? members(links, group.getId()) : null);
    };
  }

  private static List<Rendering.Link> groups(Links links, String user) {
    return Rendered.groups(links.groupsOf(user), links.inheritedGroups(user));
  }

  private static List<Rendering.Link> members(Links links, String group) {
    List<String> members = Members.all(links, group);
    return Rendered.members(members, links.groupsAmong(members));
  }

  private boolean mentions(String attribute) {
    return sorting.mentions(attribute)
        || filter.filter(each -> Relations.mentions(each, attribute)).isPresent();
  }
}
