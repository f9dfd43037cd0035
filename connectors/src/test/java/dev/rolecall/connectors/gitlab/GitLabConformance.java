package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.conformance.Conformance;
import dev.rolecall.connectors.conformance.KnownDeviation;
import java.util.List;
import java.util.stream.Stream;

/**
 * What GitLab publishes about its API v4, and where that is wrong. It is generated from the routes:
 * what has no type there is called a string, nearly nothing nullable, and an entity that shows
 * administrators more is described as others see it.
 */
final class GitLabConformance {
  private static final String MORE =
      "administrators are shown more than the entity that is described (GitLab's page on users)";
  private static final String NUMBER = "generated as a string; GitLab's pages show a number";
  private static final String BOOLEAN = "generated as a string; GitLab's pages show true or false";
  private static final String TEXT_OF_TRUE =
      "the answer is \"true\" or the user (lib/api/users.rb); it is described without a body";
  private static final String TRIMMED = "served; our copy of the description leaves it out";

  static final Conformance PUBLISHED =
      new Conformance("gitlab-trimmed.patched.openapi3.json", "/api/v4", deviations());

  private GitLabConformance() {}

  private static List<KnownDeviation> deviations() {
    return Stream.of(types(), fields(), routes()).flatMap(List::stream).toList();
  }

  private static List<KnownDeviation> types() {
    return List.of(
        new KnownDeviation(
            "*, response 20*: response.body.schema.type * (null found, * expected)",
            "GitLab's pages show null for what is not set; hardly anything is called nullable"),
        type("GET /api/v4/groups*, response 200: *id (integer found, string expected)", NUMBER),
        type("*/invitations*access_level (integer found, string expected)", NUMBER),
        type("GET /api/v4/groups/{id}, *membership_lock (boolean found, string expected)", BOOLEAN),
        type("* /api/v4/users*/bot (boolean found, string expected)", BOOLEAN),
        type("POST /api/v4/users, *external (boolean found, string expected)", BOOLEAN),
        type("POST /api/v4/users, *is_admin (boolean found, string expected)", BOOLEAN),
        type(
            "POST /api/v4/users, *identities (array found, object expected)",
            "a list in GitLab's pages"),
        type(
            "GET /api/v4/personal_access_tokens*format.date-time *expires_at *",
            "a day in GitLab's pages"));
  }

  private static List<KnownDeviation> fields() {
    return List.of(
        more("GET /api/v4/user,", MORE),
        more("GET /api/v4/users*,", MORE),
        more("GET /api/v4/groups/{id}/enterprise_users,", MORE),
        new KnownDeviation(
            "*members*, response 20*: response.body.schema.additionalProperties /created_by*",
            MORE),
        new KnownDeviation(
            "*invitations*, response 200: response.body.schema.additionalProperties *'id'*",
            "shown by GitLab's page on invitations, but not described"),
        new KnownDeviation(
            "*, response 401: *additionalProperties *'error_description'*",
            "RFC 6750's form for a token that has ended (lib/api/api_guard.rb)"));
  }

  private static List<KnownDeviation> routes() {
    return List.of(
        new KnownDeviation(
            "POST /api/v4/users, response 409: response.status.unknown",
            "GitLab's page on users: 409 when the name or address is taken"),
        new KnownDeviation(
            "POST /api/v4/users/{id}/*, response 201: response.body.unexpected", TEXT_OF_TRUE),
        new KnownDeviation(
            "DELETE /api/v4/users/{id}/keys/{key_id}, response 204: response.status.unknown",
            "GitLab deletes with 204 (destroy_conditionally! in lib/api); 200 is generated"),
        new KnownDeviation(
            "PUT *, request: request.body.schema.pattern /expires_at *",
            "an empty date takes the end away; the pattern of our copy knows only days"),
        new KnownDeviation("GET /api/v4/groups/*/projects, request: request.path.missing", TRIMMED),
        new KnownDeviation(
            "GET /api/v4/groups/*/saml_group_links, request: request.path.missing", TRIMMED),
        new KnownDeviation(
            "GET /api/v4/groups/*/subgroups, request: request.path.missing", TRIMMED));
  }

  private static KnownDeviation type(String finding, String reason) {
    return new KnownDeviation(finding, reason);
  }

  private static KnownDeviation more(String route, String reason) {
    return new KnownDeviation(
        route + " response 200: response.body.schema.additionalProperties *", reason);
  }
}
