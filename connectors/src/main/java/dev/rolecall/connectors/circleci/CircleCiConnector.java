package dev.rolecall.connectors.circleci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.connectors.circleci.Words.Place;
import dev.rolecall.connectors.http.Meaning;
import dev.rolecall.connectors.http.Reply;
import dev.rolecall.connectors.http.Reply.Answer;
import dev.rolecall.connectors.http.Request;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolException.Kind;
import dev.rolecall.connectors.tool.ToolHealth;
import dev.rolecall.connectors.tool.Whom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One organization of CircleCI. Without the web pages' routes people are known by id alone. */
final class CircleCiConnector implements Connector {
  private final ToolDescriptor descriptor;
  private final OrgType type;
  private final Organization organization;
  private final Places places;
  private final Optional<Web> web;
  private final Optional<Bindings> bindings;

  /** What there is for those who opted in. */
  record Web(WebRoutes routes, People people, CircleCiChanges changes) {}

  CircleCiConnector(
      ToolDescriptor descriptor,
      OrgType type,
      Organization organization,
      Places places,
      Optional<Web> web,
      Optional<Bindings> bindings) {
    this.descriptor = descriptor;
    this.type = type;
    this.organization = organization;
    this.places = places;
    this.web = web;
    this.bindings = bindings;
  }

  @Override
  public ToolDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Optional<Bindings> bindings() {
    return bindings;
  }

  /** CircleCI does not say when a token ends. */
  @Override
  public ToolHealth check() throws ToolException {
    List<String> problems = new ArrayList<>();
    Optional<JsonNode> seen = collaboration();
    if (seen.isEmpty()) {
      problems.add(
          "The token's account does not see the organization: make it a member, and authorize the"
              + " token for SSO where SSO is enforced.");
    } else if (!type.isCalled(seen.get().path("vcs-type").asText())) {
      problems.add(
          "The organization is of another type than configured: set org-type to "
              + seen.get().path("vcs-type").asText()
              + ".");
    } else if (type == OrgType.CIRCLECI && !mayAdminister()) {
      problems.add(
          "The token's account is no administrator of the organization (org-admin), or its token is"
              + " not authorized for SSO.");
    }
    boolean sso = problems.isEmpty() && web.isPresent() && web.get().routes().hasSso();
    return new ToolHealth(
        Optional.empty(),
        Optional.empty(),
        problems,
        sso ? Map.of(Words.GROUP + "*", "SSO group mapping, at each sign-in") : Map.of());
  }

  @Override
  public Observation observe(Whom whom, Set<String> scopes) throws ToolException {
    if (web.isPresent()) {
      return web.get().people().observe(whom, scopes);
    }
    Optional<ObservedAccount> account =
        whom.nativeId().isPresent() ? Optional.of(byId(whom.nativeId().get())) : Optional.empty();
    return new Observation(
        account, account.map(found -> "id"), Optional.empty(), List.of(), unknown(scopes));
  }

  @Override
  public Applied apply(Whom whom, Change change) {
    try {
      return web.isPresent() ? web.get().changes().apply(whom, change) : byHand(change);
    } catch (ToolException unread) {
      return Meaning.notWritten(unread);
    }
  }

  @Override
  public List<ObservedHolder> holders(String scope) throws ToolException {
    if (web.isEmpty()) {
      throw new ToolException(
          Kind.UNEXPECTED, "CircleCI's public API does not say who holds a role");
    }
    return web
        .get()
        .people()
        .holders(scope)
        .orElseThrow(() -> new ToolException(Kind.UNEXPECTED, "no such scope in the organization"))
        .stream()
        .map(member -> new ObservedHolder(member.account(), member.role()))
        .toList();
  }

  @Override
  public void close() {
    organization.api().close();
    web.ifPresent(own -> own.routes().close());
  }

  /** Whatever the change: a person has to make it. */
  private Applied byHand(Change change) {
    return CircleCiChanges.manual(descriptor, Instructions.needed(change));
  }

  /** That this account is not found does not say that it is gone: it may be hidden from us. */
  private ObservedAccount byId(String id) throws ToolException {
    if (!Organization.isId(id)) {
      throw new ToolException(Kind.UNEXPECTED, "the linked id is no id of a CircleCI user");
    }
    JsonNode user = organization.api().read(Request.get("/api/v2/user/{id}", id));
    return new ObservedAccount(
        Organization.text(user, "id"), Organization.text(user, "login"), Presence.ACTIVE, false);
  }

  private Set<String> unknown(Set<String> scopes) throws ToolException {
    Set<String> unknown = new HashSet<>();
    for (String scope : scopes) {
      boolean known =
          type != OrgType.CIRCLECI
              || switch (Words.place(scope)) {
                case Place.Org org -> true;
                case Place.Group group ->
                    places.group(group.name()).isPresent() || places.maybe(group).isPresent();
                case Place.Project project -> places.project(project.name()).isPresent();
                case Place.Context context -> false;
                case Place.Unknown other -> false;
              };
      if (!known) {
        unknown.add(scope);
      }
    }
    return unknown;
  }

  private Optional<JsonNode> collaboration() throws ToolException {
    for (JsonNode one : organization.collaborations()) {
      if (organization.isMeant(one)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  private boolean mayAdminister() throws ToolException {
    Reply reply = organization.api().send(organization.groups());
    if (reply instanceof Answer answer && (answer.status() == 403 || answer.status() == 404)) {
      return false;
    }
    Meaning.read(reply);
    return true;
  }
}
