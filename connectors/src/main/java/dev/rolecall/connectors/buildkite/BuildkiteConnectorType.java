package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One Buildkite organization. Options: {@code organization}, its slug; {@code graphql} ("true"
 * where the token may use GraphQL), which finds members by e-mail in one call and revokes a
 * leaver's tokens; {@code sso-mode} of people who are invited (required unless set, or optional).
 */
public final class BuildkiteConnectorType implements ConnectorType {
  static final String ORGANIZATION = "organization";
  static final String GRAPHQL = "graphql";
  static final String SSO_MODE = "sso-mode";

  /** A user has 50 calls a minute: forty, and ten at once after a pause, is that at most. */
  private static final Limit OF_ONE_USER = new Limit(40, 10);

  @Override
  public String name() {
    return "buildkite";
  }

  @Override
  public Set<String> options() {
    return Set.of(ORGANIZATION, GRAPHQL, SSO_MODE);
  }

  /**
   * As documented for one user.
   *
   * @throws IllegalArgumentException when an option is missing, or makes no sense
   */
  @Override
  public CallLimits limits(Map<String, String> options) {
    organization(options);
    return new CallLimits(Optional.of(OF_ONE_USER), Map.of());
  }

  /**
   * The one cut-off is the removal: tokens and sessions lose the organization with it. Needs no
   * organization.
   *
   * @throws IllegalArgumentException when an option makes no sense
   */
  @Override
  public ToolDescriptor describe(ToolSettings settings) {
    boolean graphql = graphql(settings);
    ssoMode(settings);
    List<OffboardingStep> steps = new ArrayList<>();
    if (graphql) {
      steps.add(OffboardingStep.REVOKE_CREDENTIALS);
    }
    steps.add(OffboardingStep.DELETE_ACCOUNT);
    steps.add(OffboardingStep.CANCEL_INVITATIONS);
    return new ToolDescriptor(
        name(),
        "",
        List.of(
            new ScopeShape("organization", Scope.ORG, RoleKind.LADDER, new Scope.Org().roles()),
            new ScopeShape(
                "team", Scope.TEAM + "{}", RoleKind.LADDER, new Scope.InTeam("").roles())),
        steps,
        new Capabilities()
            .natively(
                Ability.FIND_BY_EMAIL,
                Ability.INVITE,
                Ability.GRANT,
                Ability.CHANGE,
                Ability.REVOKE,
                Ability.DELETE_ACCOUNT,
                Ability.LIST_HOLDERS,
                Ability.READ_TOKEN_END)
            .as(graphql ? Support.NATIVE : Support.MANUAL, Ability.REVOKE_CREDENTIALS)
            .map(),
        instructions(),
        bindings(),
        new Calls(1, 1, 2));
  }

  /**
   * Opens an instance. Makes no call.
   *
   * @throws IllegalArgumentException when an option is missing, or makes no sense
   */
  @Override
  public Connector open(ToolSettings settings) {
    String organization = organization(settings.options());
    List<HttpCaller> callers = new ArrayList<>();
    HttpCaller rest = new HttpCaller(settings, "", TokenHeader.BEARER);
    callers.add(rest);
    Optional<Graphql> graphql = Optional.empty();
    if (graphql(settings)) {
      HttpCaller caller = new HttpCaller(graphqlHost(settings), "", TokenHeader.BEARER);
      callers.add(caller);
      graphql = Optional.of(new Graphql(caller, organization));
    }
    return new BuildkiteConnector(
        describe(settings),
        new Buildkite(rest, organization),
        graphql,
        ssoMode(settings),
        settings.time(),
        callers);
  }

  private static String organization(Map<String, String> options) {
    String slug = options.getOrDefault(ORGANIZATION, "");
    if (!slug.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new IllegalArgumentException(
          "organization of a Buildkite: its slug, as in the address of its pages");
    }
    return slug;
  }

  private static String ssoMode(ToolSettings settings) {
    String mode = settings.options().getOrDefault(SSO_MODE, "required");
    if (!mode.equals("required") && !mode.equals("optional")) {
      throw new IllegalArgumentException("sso-mode of a Buildkite: required or optional");
    }
    return mode;
  }

  private static boolean graphql(ToolSettings settings) {
    String word = settings.options().getOrDefault(GRAPHQL, "false");
    if (!word.equals("true") && !word.equals("false")) {
      throw new IllegalArgumentException("graphql of a Buildkite: true or false");
    }
    return word.equals("true");
  }

  /** Buildkite has a host of its own for GraphQL; anything else that speaks both has one. */
  private static ToolSettings graphqlHost(ToolSettings rest) {
    URI url =
        "api.buildkite.com".equalsIgnoreCase(rest.url().getHost())
            ? URI.create("https://graphql.buildkite.com")
            : rest.url();
    return new ToolSettings(
        rest.name(),
        url,
        rest.token(),
        rest.options(),
        rest.callTimeout(),
        rest.permit(),
        rest.time());
  }

  private static Map<Ability, String> instructions() {
    return Map.of(
        Ability.CREATE_ACCOUNT,
        "people make their Buildkite accounts themselves: invite them under Organization Settings"
            + " → Users, or let them sign in by SSO",
        Ability.DISABLE_ACCOUNT,
        "Buildkite cannot suspend a member: remove the user under Organization Settings → Users",
        Ability.REVOKE_CREDENTIALS,
        "revoke the user's tokens under Organization Settings → API Access Audit, or allow the"
            + " option graphql",
        Ability.END_SESSIONS,
        "removing the user under Organization Settings → Users ends their sessions here",
        Ability.SET_END,
        "memberships do not end by themselves: remove the user from the team on that day");
  }

  private static List<BindingShape> bindings() {
    String teams = Scope.TEAM + "{}";
    return List.of(
        new BindingShape(
            teams, "pipeline:{}", TeamBindings.PIPELINE_ROLES, Support.NATIVE, Support.NATIVE),
        new BindingShape(
            teams, "suite:{}", TeamBindings.SUITE_ROLES, Support.NATIVE, Support.NATIVE));
  }
}
