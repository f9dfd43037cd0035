package dev.rolecall.sandbox.gitlab;

import dev.rolecall.sandbox.http.Answer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reading the members of groups and projects. */
final class MembersApi {

  void register(BiConsumer<String, Request.Endpoint> routes) {
    register(routes, "/api/v4/groups/{id}/members", Place.Kind.GROUP);
    register(routes, "/api/v4/projects/{id}/members", Place.Kind.PROJECT);
  }

  private static void register(
      BiConsumer<String, Request.Endpoint> routes, String members, Place.Kind kind) {
    routes.accept(
        "GET " + members, r -> list(r, r.place(kind), List.copyOf(r.place(kind).members.values())));
    routes.accept(
        "GET " + members + "/all",
        r -> list(r, r.place(kind), List.copyOf(effective(r.place(kind)).values())));
    routes.accept("GET " + members + "/{user}", r -> one(r, r.place(kind), r.place(kind).members));
    routes.accept(
        "GET " + members + "/all/{user}", r -> one(r, r.place(kind), effective(r.place(kind))));
  }

  private static Answer list(Request request, Place place, List<Membership> all) {
    Params params = request.params();
    String query = params.text("query");
    List<String> wanted = params.list("user_ids");
    List<String> skipped = params.list("skip_users");
    List<Membership> members =
        all.stream()
            .filter(one -> query == null || matches(one.user(), World.folded(query)))
            .filter(one -> wanted.isEmpty() || wanted.contains(Long.toString(one.user().id)))
            .filter(one -> !skipped.contains(Long.toString(one.user().id)))
            .toList();
    return Pages.of(request, members, one -> entity(request, place, one));
  }

  private static Answer one(Request request, Place place, Map<Long, Membership> members) {
    Membership found = Request.found(members.get(request.number("user")), Refusal::notFound);
    return Answer.json(200, entity(request, place, found));
  }

  /** Matches addresses too, though the answer does not show them. */
  private static boolean matches(User user, String query) {
    return World.folded(user.username).contains(query)
        || World.folded(user.name).contains(query)
        || World.folded(user.email).contains(query);
  }

  static Map<String, @Nullable Object> entity(Request request, Place place, Membership member) {
    Long enterprise = member.user().enterpriseGroup;
    boolean withEmail =
        enterprise != null && enterprise == place.root().id && request.owns(place.root());
    return Entities.member(request.world(), member, member.level(), withEmail);
  }

  /** One row per user with the highest level, from here and above. */
  private static Map<Long, Membership> effective(Place place) {
    Map<Long, Membership> rows = place.parent == null ? new TreeMap<>() : effective(place.parent);
    place.members.forEach((user, member) ->
        rows.merge(user, member, (above, here) -> above.level() > here.level() ? above : here));
    return rows;
  }
}
