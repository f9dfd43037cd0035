package dev.rolecall.ingest.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.Filter;
import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.ingest.scim.ListResponse;
import dev.rolecall.ingest.scim.PageCursors;
import dev.rolecall.ingest.scim.Paging;
import dev.rolecall.ingest.scim.Projection;
import dev.rolecall.ingest.scim.Reading;
import dev.rolecall.ingest.scim.Rendering;
import dev.rolecall.ingest.scim.ResourceType;
import dev.rolecall.ingest.scim.ScimError;
import dev.rolecall.ingest.scim.ScimException;
import dev.rolecall.ingest.scim.ScimType;
import dev.rolecall.ingest.scim.Sorting;
import dev.rolecall.ingest.scim.Walk;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.views.directory.DirectoryReader;
import dev.rolecall.views.directory.Found;
import dev.rolecall.views.directory.Listed;
import dev.rolecall.views.directory.Listing;
import dev.rolecall.views.directory.Position;
import dev.rolecall.views.directory.Window;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lists with filter, order and paging (RFC 7644 § 3.4.2, RFC 9865), of one type or of all. What
 * indexes answer takes one look-up; the rest is bounded in time by the view.
 */
final class Search {

  private final Directory directory;
  private final Dialects dialects;
  private final Supplier<UUID> ids;

  /**
   * Over a directory.
   *
   * @param ids random; cursors need something that is never used again
   */
  Search(Directory directory, Dialects dialects, Supplier<UUID> ids) {
    this.directory = directory;
    this.dialects = dialects;
    this.ids = ids;
  }

  Reply users(Call call) {
    return list(call, List.of(call.terms().user()));
  }

  Reply groups(Call call) {
    return list(call, List.of(call.terms().group()));
  }

  /** Users and groups in one list (RFC 7644 § 3.4.2.1), each as its own endpoint renders it. */
  Reply all(Call call) {
    return list(call, List.of(call.terms().user(), call.terms().group()));
  }

  private Reply list(Call call, List<ResourceType> types) {
    ResourceType any = types.size() == 1 ? types.getFirst() : ResourceType.anyOf(types);
    Optional<String> wanted = call.parameter("filter").filter(text -> !text.isBlank());
    Asked asked =
        new Asked(
            wanted.map(text -> filter(call, any, text)),
            Sorting.of(any, call.parameters().get("sortBy"), call.parameters().get("sortOrder")),
            new Rendering(call.root()));
    Paging paging = paging(call);
    Projection ofUsers = call.projection(call.terms().user());
    Projection ofGroups = call.projection(call.terms().group());
    DirectoryReader view = directory.upToDate(call);
    PageCursors cursors = new PageCursors(view.origin());
    Walk walk =
        new Walk(
            call.directory(), types, wanted, call.parameter("sortBy"), call.parameter("sortOrder"));
    Listing listing =
        new Listing(
            types.stream().map(asked::source).toList(),
            asked.sorting().isDescending(),
            window(call, paging, walk, cursors));
    requireReachable(listing);
    Listed listed = fitting(view.list(call.directory(), listing), ofGroups);
    List<ObjectNode> resources =
        new Rendered(call)
            .all(
                view,
                listed.items().stream().map(Listed.Item::resource).toList(),
                ofUsers,
                ofGroups);
    return Reply.ok(
        switch (paging) {
          case Paging.ByIndex(int startIndex, int count) ->
              ListResponse.render(resources, listed.total(), startIndex);
          case Paging.ByCursor byCursor ->
              ListResponse.render(resources, listed.total(), next(call, walk, cursors, listed));
        });
  }

  private static Paging paging(Call call) {
    return Paging.of(
        call.parameters().get("startIndex"),
        call.parameters().get("count"),
        call.parameters().get("cursor"));
  }

  private Filter filter(Call call, ResourceType type, String text) {
    Reading<Filter> read = Filter.read(type, text);
    dialects.spoken(call, read.deviations());
    return read.value();
  }

  private static Window window(Call call, Paging paging, Walk walk, PageCursors cursors) {
    return switch (paging) {
      case Paging.ByIndex(int startIndex, int count) -> new Window.FromIndex(startIndex, count);
      case Paging.ByCursor(Optional<String> cursor, int count) ->
          new Window.After(cursor.map(text -> cursors.open(walk, text, call.receivedAt())), count);
    };
  }

  private Optional<String> next(Call call, Walk walk, PageCursors cursors, Listed listed) {
    if (!listed.hasMore() || listed.items().isEmpty()) {
      return Optional.empty();
    }
    Position last = listed.items().getLast().position();
    UUID id = ids.get();
    byte[] random =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(id.getLeastSignificantBits())
            .putLong(id.getMostSignificantBits())
            .array();
    return Optional.of(cursors.seal(walk, last, call.receivedAt(), random));
  }

  private static void requireReachable(Listing listing) {
    if (!listing.isAnsweredBySql()
        && listing.window() instanceof Window.FromIndex(int startIndex, int count)
        && startIndex > Listing.DEEPEST) {
      throw new ScimException(
          ScimError.badRequest(
              ScimType.TOO_MANY,
              "With this filter or order, startIndex is at most "
                  + Listing.DEEPEST
                  + ": narrow the filter, or page with a cursor."));
    }
  }

  /** As many as have, together, no more members than one answer may hold; one at least. */
  private static Listed fitting(Listed listed, Projection ofGroups) {
    if (!ofGroups.includes("members")) {
      return listed;
    }
    long members = 0;
    for (int i = 0; i < listed.items().size(); i++) {
      if (listed.items().get(i).resource() instanceof Found.OfGroup(GroupState group)) {
        members += group.getMemberCount();
      }
      if (i > 0 && members > Limits.MAX_MEMBERS) {
        return new Listed(listed.total(), listed.items().subList(0, i), true);
      }
    }
    return listed;
  }
}
