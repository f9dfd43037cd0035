package dev.rolecall.sandbox.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.sandbox.http.Answer;
import dev.rolecall.sandbox.http.Routes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Invitations. Source: docs "Organization invitations API". The texts of its 422 are not
 * documented; a second invitation of a pending address is refused here, which is a guess.
 */
final class InvitationsApi {
  private static final Set<String> ROLES = Set.of("admin", "member");
  private static final Set<String> TEAM_ROLES = Set.of("maintainer", "member");

  private InvitationsApi() {}

  static void register(Routes routes, Guard guard) {
    String all = "/v2/organizations/{org}/invitations";
    String read = "read_organization_invitations";
    String write = "write_organization_invitations";
    routes
        .on("GET", all, guard.organization(read, InvitationsApi::list))
        .on("POST", all, guard.organization(write, InvitationsApi::create))
        .on("GET", all + "/{invitation}", guard.organization(read, InvitationsApi::find))
        .on("DELETE", all + "/{invitation}", guard.organization(write, InvitationsApi::revoke));
  }

  private static Answer list(Request request) {
    request.needsAdmin();
    return Pages.byCursor(
        request,
        request.world().pending(),
        invitation -> invitation.number,
        invitation -> invitation.json(request.root()));
  }

  private static Answer find(Request request) {
    request.needsAdmin();
    return Answer.json(200, invitation(request).json(request.root()));
  }

  private static Answer revoke(Request request) {
    request.needsAdmin();
    Invitation invitation = invitation(request);
    if (!invitation.isPending()) {
      throw Refusal.of(422, "The invitation has already been " + invitation.state);
    }
    invitation.end("revoked", request.viewer().user, request.world().now());
    return Answer.noContent();
  }

  private static Answer create(Request request) {
    request.needsAdmin();
    JsonNode body = request.body();
    Invitation.Terms terms = terms(request, body);
    List<String> emails = emails(request, body);
    List<Object> created = new ArrayList<>();
    for (String email : emails) {
      created.add(request.world().invite(email, terms, request.viewer().user).json(request.root()));
    }
    return Answer.json(201, created);
  }

  private static Invitation invitation(Request request) {
    return request.world().invitations.stream()
        .filter(one -> one.uuid.equals(request.call().variable("invitation")))
        .findFirst()
        .orElseThrow(Refusal::notFound);
  }

  /** The whole batch is checked before anything is created. */
  private static List<String> emails(Request request, JsonNode body) {
    Map<String, String> unique = new TreeMap<>();
    for (JsonNode email : body.path("emails")) {
      String text = email.asText("");
      if (!text.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
        throw Refusal.invalid("Email is invalid");
      }
      unique.putIfAbsent(text.toLowerCase(Locale.ROOT), text);
    }
    if (unique.isEmpty()) {
      throw Refusal.invalid("Emails can't be blank");
    }
    for (String email : unique.values()) {
      if (request.world().memberOf(email).isPresent()) {
        throw Refusal.invalid("Email is already a member of this organization");
      }
      if (request.world().pendingOf(email).isPresent()) {
        throw Refusal.invalid("Email has already been invited to this organization");
      }
    }
    int quota = request.world().seed.limits().pendingInvitations();
    if (request.world().pending().size() + unique.size() > quota) {
      throw Refusal.invalid("You have reached the limit of " + quota + " pending invitations");
    }
    return List.copyOf(unique.values());
  }

  private static Invitation.Terms terms(Request request, JsonNode body) {
    String role = body.path("role").asText("member");
    String ssoMode = body.path("sso_mode").asText("required");
    if (request.world().seed.sso() && !body.has("sso_mode")) {
      throw Refusal.invalid("Sso mode can't be blank");
    }
    if (!ROLES.contains(role) || !MembersApi.SSO_MODES.contains(ssoMode)) {
      throw Refusal.invalid("Role or sso mode is not included in the list");
    }
    Map<Team, String> teams = new LinkedHashMap<>();
    for (JsonNode one : body.path("teams")) {
      Team team =
          request.world().teams.stream()
              .filter(known -> known.uuid.equals(one.path("id").asText()))
              .findFirst()
              .orElseThrow(() -> Refusal.invalid("Teams contains an unknown team"));
      String teamRole = one.path("role").asText("");
      if (!TEAM_ROLES.contains(teamRole) || teams.put(team, teamRole) != null) {
        throw Refusal.invalid("Teams has conflicting or invalid assignments");
      }
    }
    return new Invitation.Terms(role, ssoMode, teams);
  }
}
