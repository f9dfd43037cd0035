package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.IndexLookup;
import dev.rolecall.ingest.scim.ListResponse;
import dev.rolecall.ingest.scim.Paging;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.Lookup;
import dev.rolecall.views.directory.Page;
import dev.rolecall.views.directory.Query;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lists with filter and paging (RFC 7644 § 3.4.2). What the index answers takes one lookup; the
 * rest is a scan, bounded in time by the view.
 */
final class Search {

  private final Directory directory;
  private final Dialects dialects;

  Search(Directory directory, Dialects dialects) {
    this.directory = directory;
    this.dialects = dialects;
  }

  Reply users(Call call) {
    Asked asked = asked(ResourceType.USER, call);
    DirectoryReader view = directory.upToDate(call);
    Rendering rendering = new Rendering(call.root());
    Page<UserState> page;
    if (asked.mentions("groups")) {
      Predicate<UserState> matches =
          user -> asked.matches(rendering.user(user, groups(view, call, user)));
      page = related(asked, query -> view.users(call.directory(), query), matches);
    } else {
      page =
          view.users(
              call.directory(), asked.query(user -> asked.matches(rendering.user(user, null))));
    }
    return asked.reply(page, user -> Users.render(view, call, user, asked.projection()));
  }

  Reply groups(Call call) {
    Asked asked = asked(ResourceType.GROUP, call);
    DirectoryReader view = directory.upToDate(call);
    Rendering rendering = new Rendering(call.root());
    Page<GroupState> page;
    if (asked.mentions("members")) {
      Predicate<GroupState> matches =
          group -> asked.matches(rendering.group(group, members(view, call, group)));
      page = related(asked, query -> view.groups(call.directory(), query), matches);
    } else {
      page =
          view.groups(
              call.directory(), asked.query(group -> asked.matches(rendering.group(group, null))));
    }
    return asked.reply(page, group -> Groups.render(view, call, group, asked.projection()));
  }

  /**
   * A filter on memberships needs reads of its own for each candidate, so an index must leave only
   * a few of them.
   */
  private static <T> Page<T> related(
      Asked asked, Function<Query<T>, Page<T>> read, Predicate<T> matches) {
    Lookup lookup = asked.lookup();
    if (lookup instanceof Lookup.Everything) {
      throw new ScimException(
          ScimError.badRequest(
              ScimType.INVALID_FILTER,
              "Memberships can be filtered by members eq, or together with an id or a name."));
    }
    Page<T> candidates = read.apply(new Query<>(lookup, Optional.empty(), 1, Query.MOST));
    if (candidates.total() > candidates.items().size()) {
      throw new ScimException(
          ScimError.badRequest(ScimType.TOO_MANY, "Too many candidates: narrow the filter."));
    }
    List<T> found = candidates.items().stream().filter(matches).toList();
    return new Page<>(
        found.size(),
        found.stream().skip(asked.paging().offset()).limit(asked.paging().count()).toList());
  }

  private static List<Rendering.Link> groups(DirectoryReader view, Call call, UserState user) {
    return view.groupsOf(call.directory(), user.getId()).stream()
        .map(each -> new Rendering.Link(each.group().getId(), each.group().getDisplayName()))
        .toList();
  }

  private static List<Rendering.Link> members(DirectoryReader view, Call call, GroupState group) {
    return Members.of(view, call.directory(), group.getId()).stream()
        .map(member -> new Rendering.Link(member, null))
        .toList();
  }

  private Asked asked(ResourceType type, Call call) {
    Optional<Reading<Filter>> filter =
        call.parameter("filter")
            .filter(text -> !text.isBlank())
            .map(text -> Filter.read(type, text));
    filter.ifPresent(read -> dialects.spoken(call, read.deviations()));
    return new Asked(
        filter.map(Reading::value),
        Paging.of(call.parameters().get("startIndex"), call.parameters().get("count")),
        call.projection(type));
  }

  /** What a list request asks for. */
  private record Asked(Optional<Filter> filter, Paging paging, Projection projection) {

    boolean mentions(String attribute) {
      return filter.filter(each -> Relations.mentions(each, attribute)).isPresent();
    }

    boolean matches(ObjectNode resource) {
      return filter.isEmpty() || filter.get().matches(resource);
    }

    <T> Query<T> query(Predicate<T> predicate) {
      return new Query<>(
          lookup(), filter.map(each -> predicate), paging.startIndex(), paging.count());
    }

    Lookup lookup() {
      Optional<Lookup> indexed =
          filter
              .flatMap(IndexLookup::of)
              .map(lookup ->
                  switch (lookup.key()) {
                    case ID -> new Lookup.ById(lookup.value());
                    case EXTERNAL_ID -> new Lookup.ByExternalId(lookup.value());
                    case USER_NAME, DISPLAY_NAME -> new Lookup.ByName(lookup.value());
                    case EMAIL -> new Lookup.ByEmail(lookup.value());
                  });
      return indexed
          .or(() -> filter.flatMap(Relations::requiredMember).map(Lookup.ByMember::new))
          .orElseGet(Lookup.Everything::new);
    }

    <T> Reply reply(Page<T> page, Function<T, ObjectNode> render) {
      List<ObjectNode> resources = page.items().stream().map(render).toList();
      return Reply.ok(ListResponse.render(resources, page.total(), paging.startIndex()));
    }
  }
}
