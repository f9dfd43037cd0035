package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Routes;
import java.util.List;

/** Members of the organization. Source: docs "Organization members API". */
final class MembersApi {
  private static final List<String> ROLES = List.of("admin", "member");
  static final List<String> SSO_MODES = List.of("required", "optional");

  private MembersApi() {}

  static void register(Routes routes, Guard guard) {
    String members = "/v2/organizations/{org}/members";
    routes
        .on("GET", members, guard.organization("read_organizations", MembersApi::list))
        .on("GET", members + "/{user}", guard.organization("read_organizations", MembersApi::find))
        .on(
            "PATCH",
            members + "/{user}",
            guard.organization("write_organizations", MembersApi::update))
        .on(
            "DELETE",
            members + "/{user}",
            guard.organization("write_organizations", MembersApi::remove));
  }

  private static Answer list(Request request) {
    return Pages.numbered(
        request,
        List.copyOf(request.world().members.values()),
        member -> member.json(request.viewer()));
  }

  private static Answer find(Request request) {
    return Answer.json(200, request.member("user").json(request.viewer()));
  }

  private static Answer update(Request request) {
    request.needsAdmin();
    Membership member = request.member("user");
    if (member == request.viewer()) {
      throw Refusal.forbidden();
    }
    JsonNode body = request.body();
    if (!body.has("role") && !body.has("sso_mode")) {
      throw Refusal.of(422, "Provide at least one of role or sso_mode");
    }
    String role = body.path("role").asText(member.role);
    String ssoMode = body.path("sso_mode").asText(member.ssoMode);
    if (!ROLES.contains(role) || !SSO_MODES.contains(ssoMode)) {
      throw Refusal.invalid("role or sso_mode is not included in the list");
    }
    member.role = role;
    member.ssoMode = ssoMode;
    return Answer.json(200, member.json(request.viewer()));
  }

  private static Answer remove(Request request) {
    request.needsAdmin();
    Membership member = request.member("user");
    if (request.world().isLastAdmin(member)) {
      throw Refusal.of(422, "You can't remove the last administrator of an organization");
    }
    request.world().remove(member);
    return Answer.noContent();
  }
}
