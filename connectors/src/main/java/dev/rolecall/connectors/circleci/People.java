package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.circleci.WebRoutes.Member;
import dev.rolecall.connectors.circleci.Words.Place;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who is in the organization and what they hold: only with the routes of the web pages. */
final class People {
  private final WebRoutes web;
  private final Places places;

  /** A member, and by which way it was found. */
  record Found(Member member, String by) {}

  People(WebRoutes web, Places places) {
    this.web = web;
    this.places = places;
  }

  Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    List<Member> members = web.members();
    Optional<Found> found = find(members, whom);
    List<ObservedRole> roles = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    for (String scope : scopes) {
      Optional<List<Member>> holders = holders(scope, members);
      if (holders.isEmpty()) {
        unknown.add(scope);
      } else if (found.isPresent()) {
        role(holders.get(), found.get().member().id())
            .ifPresent(
                role -> roles.add(new ObservedRole(scope, role, Holding.DIRECT, Optional.empty())));
      }
    }
    Optional<Member> taken =
        found.isPresent()
            ? Optional.empty()
            : whom.createAs()
                .flatMap(login ->
                    members.stream().filter(one -> one.login().equalsIgnoreCase(login)).findAny());
    return new Observation(
        found.map(one -> one.member().account()),
        found.map(Found::by),
        taken.map(Member::account),
        roles,
        unknown);
  }

  /** By id once there is one, and then by nothing else. */
  Optional<Member> locate(Whom whom) throws ToolException {
    return find(web.members(), whom).map(Found::member);
  }

  /** Whoever holds a role there; empty: there is no such scope. */
  Optional<List<Member>> holders(String scope) throws ToolException {
    return holders(scope, Words.place(scope) instanceof Place.Org ? web.members() : List.of());
  }

  static Optional<String> role(List<Member> holders, String id) {
    return holders.stream().filter(one -> one.id().equals(id)).findFirst().map(Member::role);
  }

  private Optional<List<Member>> holders(String scope, List<Member> members) throws ToolException {
    return switch (Words.place(scope)) {
      case Place.Org org -> Optional.of(members);
      case Place.Group group -> {
        Optional<String> id = places.group(group.name());
        yield id.isPresent()
            ? Optional.of(web.inGroup(id.get()))
            : places.maybe(group).map(none -> List.of());
      }
      case Place.Project project -> {
        Optional<String> id = places.project(project.name());
        yield id.isPresent() ? Optional.of(web.inProject(id.get())) : Optional.empty();
      }
      case Place.Context context -> Optional.empty();
      case Place.Unknown unknown -> Optional.empty();
    };
  }

  private static Optional<Found> find(List<Member> members, Whom whom) {
    if (whom.nativeId().isPresent()) {
      return members.stream()
          .filter(one -> one.id().equals(whom.nativeId().get()))
          .findFirst()
          .map(one -> new Found(one, "id"));
    }
    for (Whom.Lookup lookup : whom.find()) {
      List<Member> alike = members.stream().filter(one -> one.is(lookup)).toList();
      // Nothing says that logins of different hosts differ: two alike are nobody's.
      if (alike.size() == 1) {
        String by = lookup.by() == Whom.By.EMAIL ? "email" : "login";
        return Optional.of(new Found(alike.getFirst(), by));
      }
    }
    return Optional.empty();
  }
}
