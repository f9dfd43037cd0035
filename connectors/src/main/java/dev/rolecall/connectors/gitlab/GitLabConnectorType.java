package dev.rolecall.connectors.gitlab;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallLimits;
import dev.rolecall.connectors.tool.CallLimits.Limit;
import dev.rolecall.connectors.tool.Capabilities;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolDescriptor;
import dev.rolecall.connectors.tool.ToolDescriptor.Ability;
import dev.rolecall.connectors.tool.ToolDescriptor.Calls;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolDescriptor.RoleKind;
import dev.rolecall.connectors.tool.ToolDescriptor.ScopeShape;
import dev.rolecall.connectors.tool.ToolDescriptor.Support;
import dev.rolecall.connectors.tool.ToolSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GitLab: scopes are paths of groups and projects. Options: {@code edition} (self-managed,
 * gitlab.com); {@code custom-roles}, see {@link Roles}; {@code provider}, under which GitLab keeps
 * external ids ("saml" unless set); {@code group}, on GitLab.com the top-level group whose
 * enterprise users these are.
 */
public final class GitLabConnectorType implements ConnectorType {
  static final String PROVIDER = "provider";
  static final String GROUP = "group";
  static final String REMOVALS = "removals-per-minute";

  /** The smallest plan is to be allowed 100 calls a minute (GitLab.com rate limits). */
  private static final Limit ALL_OF_GITLAB_COM = new Limit(90, 20);

  /**
   * GitLab allows 60 removals a minute in a group or project (16.9), unless an administrator has
   * set another number, and on GitLab.com 60 readings of inherited members of a project. Six times
   * the burst in a minute, the most there can be, is that.
   */
  private static final Limit COUNTED_APART = new Limit(50, 10);

  @Override
  public String name() {
    return "gitlab";
  }

  @Override
  public Set<String> options() {
    return Set.of(Edition.OPTION, PROVIDER, GROUP, REMOVALS, Roles.OPTION + "*");
  }

  @Override
  public CallLimits limits(Map<String, String> options) {
    return switch (Edition.of(options)) {
      case SELF_MANAGED ->
          new CallLimits(
              Optional.empty(),
              removals(options)
                  .map(limit -> Map.of(CallClass.REMOVE_MEMBER, limit))
                  .orElse(Map.of()));
      case GITLAB_COM ->
          new CallLimits(
              Optional.of(ALL_OF_GITLAB_COM),
              Map.of(
                  CallClass.REMOVE_MEMBER, COUNTED_APART,
                  CallClass.READ_INHERITED, COUNTED_APART));
    };
  }

  /** Ten a burst, as of the limit that GitLab has from the start. */
  private static Optional<Limit> removals(Map<String, String> options) {
    String written = options.getOrDefault(REMOVALS, "");
    if (written.isEmpty()) {
      return Optional.of(COUNTED_APART);
    }
    if (!written.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(
          REMOVALS
              + " of a GitLab: a number, 0 where its administrator has switched the limit off");
    }
    int perMinute = Integer.parseInt(written);
    return perMinute == 0
        ? Optional.empty()
        : Optional.of(new Limit(perMinute, Math.min(perMinute, COUNTED_APART.burst())));
  }

  @Override
  public ToolDescriptor describe(ToolSettings settings) {
    List<String> roles = new Roles(settings.options()).names();
    return switch (Edition.of(settings)) {
      case SELF_MANAGED -> selfManaged(roles);
      case GITLAB_COM -> gitLabCom(roles, settings.options().containsKey(GROUP));
    };
  }

  @Override
  public Connector open(ToolSettings settings) {
    return new GitLabConnector(
        describe(settings),
        settings,
        new HttpCaller(settings, "/api/v4", TokenHeader.PRIVATE_TOKEN));
  }

  /** A blocked account keeps its history and can come back; GitLab undoes a deactivated one. */
  private static ToolDescriptor selfManaged(List<String> roles) {
    return descriptor(
        roles,
        Edition.SELF_MANAGED,
        List.of(
            OffboardingStep.DISABLE_ACCOUNT,
            OffboardingStep.REVOKE_CREDENTIALS,
            OffboardingStep.REVOKE_ROLES),
        Support.NATIVE,
        Support.NATIVE,
        Support.NATIVE);
  }

  /** The account is the person's own: only its roles in our groups are ours to take away. */
  private static ToolDescriptor gitLabCom(List<String> roles, boolean enterpriseUsers) {
    return descriptor(
        roles,
        Edition.GITLAB_COM,
        List.of(OffboardingStep.REVOKE_CREDENTIALS, OffboardingStep.REVOKE_ROLES),
        Support.NONE,
        enterpriseUsers ? Support.NATIVE : Support.NONE,
        enterpriseUsers ? Support.NATIVE : Support.MANUAL);
  }

  private static ToolDescriptor descriptor(
      List<String> roles,
      Edition edition,
      List<OffboardingStep> offboarding,
      Support accounts,
      Support findByEmail,
      Support credentials) {
    return new ToolDescriptor(
        "gitlab",
        edition.word(),
        List.of(new ScopeShape("group or project", "{**}", RoleKind.LADDER, roles)),
        offboarding,
        new Capabilities()
            .natively(
                Ability.FIND_BY_LOGIN,
                Ability.INVITE,
                Ability.GRANT,
                Ability.CHANGE,
                Ability.REVOKE,
                Ability.SET_END,
                Ability.LIST_HOLDERS,
                Ability.READ_TOKEN_END)
            .as(findByEmail, Ability.FIND_BY_EMAIL, Ability.FIND_BY_EXTERNAL_ID)
            .as(accounts, Ability.CREATE_ACCOUNT, Ability.DISABLE_ACCOUNT)
            .as(credentials, Ability.REVOKE_CREDENTIALS)
            .map(),
        Map.of(
            Ability.REVOKE_CREDENTIALS,
            "the person revokes tokens and keys in their own settings, or an administrator of"
                + " GitLab.com does"),
        List.of(),
        new Calls(1, 2, 3));
  }
}
