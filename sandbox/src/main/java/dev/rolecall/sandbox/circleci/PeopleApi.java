package dev.rolecall.sandbox.circleci;

import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Call;
import dev.rolecall.sandbox.http.Json;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;

/**
 * {@code /me}, {@code /me/collaborations}, {@code /user/{id}}: accounts, whoever they belong to.
 */
final class PeopleApi {
  private final Organization organization;
  private final Callers callers;

  PeopleApi(Organization organization, Callers callers) {
    this.organization = organization;
    this.callers = callers;
  }

  void register(Routes routes) {
    routes
        .on(
            "GET",
            "/api/v2/me",
            callers.signedIn((call, caller) -> Answer.json(200, caller.json())))
        .on("GET", "/api/v2/me/collaborations", callers.signedIn(this::collaborations))
        .on("GET", "/api/v2/user/{id}", callers.signedIn((call, caller) -> user(call)));
  }

  private Answer collaborations(Call call, Person caller) {
    return Answer.json(
        200,
        caller.role == null
            ? List.of()
            : List.of(
                Json.object(
                    "id", organization.id(),
                    "vcs-type", organization.seed.kind().vcsType,
                    "name", organization.seed.name(),
                    "avatar_url", "",
                    "slug", organization.slug())));
  }

  private Answer user(Call call) {
    Person person = organization.people.get(call.variable("id"));
    return person == null ? Answers.noUser() : Answer.json(200, person.json());
  }
}
