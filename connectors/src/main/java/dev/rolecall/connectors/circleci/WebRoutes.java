package dev.rolecall.connectors.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.Whom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * People by the routes of CircleCI's web pages. CircleCI does not document them; only who opted in
 * gets here. Their writes answer 200 with an empty body, which is read as nothing but done.
 */
final class WebRoutes implements AutoCloseable {
  private static final String ORG = "/private/ciam/orgs/{org}";

  /** A larger page is answered with 500. */
  private static final String LARGEST_PAGE = "50";

  private final HttpCaller web;
  private final Organization organization;

  /** Somebody with a role. */
  record Member(String id, String login, String email, String role) {
    ObservedAccount account() {
      return new ObservedAccount(
          id,
          login,
          Presence.ACTIVE,
          false,
          Optional.of(email).filter(address -> !address.isEmpty()),
          Optional.empty());
    }

    boolean is(Whom.Lookup lookup) {
      return switch (lookup.by()) {
        case LOGIN -> login.equalsIgnoreCase(lookup.value());
        case EMAIL -> !email.isEmpty() && email.equalsIgnoreCase(lookup.value());
        case EXTERNAL_ID -> false;
      };
    }

    /** Names and addresses stay out of logs. */
    @Override
    public String toString() {
      return "Member[" + id + "]";
    }
  }

  WebRoutes(HttpCaller web, Organization organization) {
    this.web = web;
    this.organization = organization;
  }

  /** Everybody in the organization. */
  List<Member> members() throws ToolException {
    return grants(Request.get(ORG + "/role-grants", organization.id()));
  }

  /** Who has a role of their own in a project. */
  List<Member> inProject(String project) throws ToolException {
    return grants(Request.get(ORG + "/projects/{project}/role-grants", organization.id(), project));
  }

  List<Member> inGroup(String group) throws ToolException {
    List<Member> members = new ArrayList<>();
    Request list = Request.get(ORG + "/groups/{group}/users", organization.id(), group);
    for (JsonNode row : organization.rows(web, list)) {
      members.add(member(row, Words.MEMBER));
    }
    return members;
  }

  Reply setRole(String user, String role) throws ToolException {
    return web.send(
        Request.put(ORG + "/role-grants/user/{user}", organization.id(), user)
            .sending(HttpCaller.object().put("role", Words.orgRole(role))));
  }

  Reply setProjectRole(String project, String user, String role) throws ToolException {
    return web.send(
        Request.put(
                ORG + "/projects/{project}/role-grants/user/{user}",
                organization.id(),
                project,
                user)
            .sending(HttpCaller.object().put("role", Words.projectRole(role))));
  }

  Reply addToGroup(String group, String user) throws ToolException {
    return change(ORG + "/groups/{group}/add-users", group, user);
  }

  Reply removeFromGroup(String group, String user) throws ToolException {
    return change(ORG + "/groups/{group}/delete-users", group, user);
  }

  /** Ids of all projects by name. */
  Map<String, String> projects() throws ToolException {
    Map<String, String> ids = new TreeMap<>();
    Request list =
        Request.get("/api/private/project")
            .with("organization-id", organization.id())
            .with("page-size", LARGEST_PAGE);
    for (JsonNode row : organization.rows(organization.api(), list)) {
      ids.put(Organization.text(row, "name"), Organization.text(row, "id"));
    }
    return ids;
  }

  /** Whether a SAML connection exists, whose mapping may put people into groups. */
  boolean hasSso() throws ToolException {
    Reply reply = web.send(Request.get(ORG + "/sso/connection", organization.id()));
    if (reply instanceof Answer answer && answer.status() == 404) {
      return false;
    }
    Meaning.read(reply);
    return true;
  }

  @Override
  public void close() {
    web.close();
  }

  private Reply change(String template, String group, String user) throws ToolException {
    ObjectNode body = HttpCaller.object();
    ArrayNode ids = body.putArray("user_ids");
    ids.add(user);
    return web.send(Request.post(template, organization.id(), group).sending(body));
  }

  private List<Member> grants(Request list) throws ToolException {
    List<Member> members = new ArrayList<>();
    for (JsonNode row : organization.rows(web, list)) {
      members.add(member(row, Words.wordOf(Organization.text(row, "role"))));
    }
    return members;
  }

  /** Clients were once misled by {@code id}: here it is {@code user_id}. */
  private static Member member(JsonNode row, String role) throws ToolException {
    String login = row.path("username").asText("");
    if (login.isEmpty()) {
      throw new ToolException(Kind.UNEXPECTED, "a member as CircleCI does not show one");
    }
    return new Member(Organization.text(row, "user_id"), login, row.path("email").asText(""), role);
  }
}
