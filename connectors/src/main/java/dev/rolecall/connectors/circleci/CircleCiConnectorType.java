package dev.rolecall.connectors.circleci;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
import dev.rolecall.connectors.tool.Bindings;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.Capabilities;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.BindingShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Calls;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolSettings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CircleCI: one organization. Options: {@code organization} (its id or slug); {@code org-type}
 * (circleci, github, bitbucket, server); {@code unofficial} (true: also the routes of the web
 * pages); {@code private-url} (where those are); {@code projects} (whose groups are read); {@code
 * create-groups} (true: groups of policies that are not there are created).
 */
public final class CircleCiConnectorType implements ConnectorType {
  static final String ORGANIZATION = "organization";
  static final String UNOFFICIAL = "unofficial";
  static final String PRIVATE_URL = "private-url";
  static final String PROJECTS = "projects";
  static final String CREATE_GROUPS = "create-groups";

  /** No number is published; 429 tells the rest. */
  private static final Limit FIVE_A_SECOND = new Limit(300, 10);

  /** Where the web pages of circleci.com have their routes. */
  private static final URI WEB = URI.create("https://app.circleci.com");

  @Override
  public String name() {
    return "circleci";
  }

  @Override
  public Set<String> options() {
    return Set.of(ORGANIZATION, OrgType.OPTION, UNOFFICIAL, PRIVATE_URL, PROJECTS, CREATE_GROUPS);
  }

  @Override
  public CallLimits limits(Map<String, String> options) {
    organization(options);
    return new CallLimits(Optional.of(FIVE_A_SECOND), Map.of());
  }

  @Override
  public ToolDescriptor describe(ToolSettings settings) {
    OrgType type = OrgType.of(settings.options());
    return type == OrgType.CIRCLECI ? own(unofficial(settings)) : of(type);
  }

  @Override
  public Connector open(ToolSettings settings) {
    ToolDescriptor descriptor = describe(settings);
    OrgType type = OrgType.of(settings.options());
    Organization organization =
        new Organization(
            new HttpCaller(settings, "", TokenHeader.CIRCLE_TOKEN),
            organization(settings.options()),
            settings.time());
    boolean own = type == OrgType.CIRCLECI;
    Optional<WebRoutes> routes =
        own && unofficial(settings)
            ? Optional.of(
                new WebRoutes(
                    new HttpCaller(web(settings), "", TokenHeader.CIRCLE_TOKEN), organization))
            : Optional.empty();
    Places places =
        new Places(
            organization, routes, is(settings, CREATE_GROUPS), projects(settings), settings.time());
    Optional<CircleCiConnector.Web> web =
        routes.map(found -> web(descriptor, organization, found, places));
    Optional<Bindings> bindings =
        own
            ? Optional.of(new CircleCiBindings(organization, places, settings.time()))
            : Optional.empty();
    return new CircleCiConnector(descriptor, type, organization, places, web, bindings);
  }

  private static String organization(Map<String, String> options) {
    String organization = options.getOrDefault(ORGANIZATION, "");
    if (organization.isBlank()) {
      throw new IllegalArgumentException(
          "organization of a CircleCI: set its id or slug (Organization Settings > Overview)");
    }
    return organization;
  }

  private static CircleCiConnector.Web web(
      ToolDescriptor descriptor, Organization organization, WebRoutes routes, Places places) {
    People people = new People(routes, places);
    return new CircleCiConnector.Web(
        routes, people, new CircleCiChanges(descriptor, organization, routes, people, places));
  }

  private static boolean unofficial(ToolSettings settings) {
    return is(settings, UNOFFICIAL);
  }

  private static boolean is(ToolSettings settings, String option) {
    return "true".equalsIgnoreCase(settings.options().getOrDefault(option, "false"));
  }

  private static List<String> projects(ToolSettings settings) {
    return Stream.of(settings.options().getOrDefault(PROJECTS, "").split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static ToolSettings web(ToolSettings settings) {
    String configured = settings.options().get(PRIVATE_URL);
    URI url =
        configured != null
            ? URI.create(configured)
            : "circleci.com".equalsIgnoreCase(settings.url().getHost()) ? WEB : settings.url();
    return new ToolSettings(
        settings.name(),
        url,
        settings.token(),
        settings.options(),
        settings.callTimeout(),
        settings.permit(),
        settings.time());
  }

  /** Its own people: without the web pages' routes, a person does by hand what concerns people. */
  private static ToolDescriptor own(boolean unofficial) {
    Support people = unofficial ? Support.UNOFFICIAL : Support.MANUAL;
    Support seeing = unofficial ? Support.UNOFFICIAL : Support.NONE;
    return new ToolDescriptor(
        "circleci",
        unofficial ? "circleci with unofficial routes" : OrgType.CIRCLECI.word(),
        List.of(
            shape("organization", Words.ORG, Words.LADDER, Support.MANUAL),
            shape("group", Words.GROUP + "{}", List.of(Words.MEMBER), people),
            shape("project", Words.PROJECT + "{}", Words.LADDER, Support.MANUAL)),
        List.of(OffboardingStep.REVOKE_ROLES, OffboardingStep.DELETE_ACCOUNT),
        new Capabilities()
            .as(seeing, Ability.FIND_BY_EMAIL, Ability.FIND_BY_LOGIN, Ability.LIST_HOLDERS)
            .as(people, Ability.GRANT, Ability.CHANGE)
            .manually(
                Ability.CREATE_ACCOUNT,
                Ability.INVITE,
                Ability.REVOKE,
                Ability.DELETE_ACCOUNT,
                Ability.REVOKE_CREDENTIALS)
            .map(),
        Instructions.of(unofficial),
        List.of(
            new BindingShape(
                Words.GROUP + "{}",
                Words.PROJECT + "{}",
                Words.LADDER,
                Support.NATIVE,
                Support.MANUAL),
            new BindingShape(
                Words.GROUP + "{}",
                Words.CONTEXT + "{}",
                List.of(Words.USE),
                Support.NATIVE,
                Support.NATIVE)),
        unofficial ? new Calls(1, 1, 2) : new Calls(1, 0, 0));
  }

  /** Everything comes from somewhere else: nothing can be done here, and each refusal says why. */
  private static ToolDescriptor of(OrgType type) {
    return new ToolDescriptor(
        "circleci",
        type.word(),
        List.of(
            shape("organization", Words.ORG, Words.LADDER, Support.NONE),
            shape("group", Words.GROUP + "{}", List.of(Words.MEMBER), Support.NONE),
            shape("project", Words.PROJECT + "{}", Words.LADDER, Support.NONE)),
        List.of(),
        Map.of(),
        Instructions.of(type),
        List.of(),
        new Calls(1, 0, 0));
  }

  private static ScopeShape shape(String name, String pattern, List<String> roles, Support revoke) {
    return new ScopeShape(name, pattern, RoleKind.LADDER, roles, Map.of(Ability.REVOKE, revoke));
  }
}
