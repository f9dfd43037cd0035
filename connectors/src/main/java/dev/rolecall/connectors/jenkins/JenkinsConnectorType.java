package dev.rolecall.connectors.jenkins;

import dev.rolecall.connectors.http.HttpCaller;
import dev.rolecall.connectors.http.HttpCaller.TokenHeader;
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
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Jenkins: the scopes are the whole server, folders and agents; roles there add up. Options: {@code
 * roles} (role names by scope), {@code words} (of policies, by kind of scope), {@code create-roles}
 * and {@code permissions} of what is created, {@code implied-read}, {@code realm} (jenkins,
 * external), {@code authorization} (role-strategy, matrix).
 */
public final class JenkinsConnectorType implements ConnectorType {
  static final String SESSIONS_BY_HAND =
      "remove -Djenkins.security.seed.UserSeedProperty.disableUserSeed=true from the start of"
          + " Jenkins, or restart Jenkins: that ends all sessions";

  private static final String REALM = "realm";
  private static final String AUTHORIZATION = "authorization";

  private static final Map<Ability, String> INSTRUCTIONS =
      Map.of(
          Ability.GRANT,
          "Manage Jenkins → Security → Authorization: add the user and tick the permissions; for a"
              + " folder: its Configure page → Enable project-based security",
          Ability.CHANGE,
          "Manage Jenkins → Security → Authorization: change the ticks of the user",
          Ability.REVOKE,
          "Manage Jenkins → Security → Authorization, and Configure of each folder: remove the user",
          Ability.CREATE_ACCOUNT,
          "create the account in the user directory that Jenkins asks",
          Ability.DELETE_ACCOUNT,
          "remove or lock the account in the user directory that Jenkins asks",
          Ability.END_SESSIONS,
          SESSIONS_BY_HAND);

  private final RandomGenerator random;

  public JenkinsConnectorType() {
    this(new SecureRandom());
  }

  /**
   * @param random makes the passwords that nobody is to know
   */
  JenkinsConnectorType(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public String name() {
    return "jenkins";
  }

  @Override
  public Set<String> options() {
    return Set.of(
        "roles.*",
        "words.*",
        "permissions.*",
        RoleNames.CREATE,
        RoleNames.IMPLIED,
        REALM,
        AUTHORIZATION);
  }

  @Override
  public ToolDescriptor describe(ToolSettings settings) {
    Map<String, String> options = settings.options();
    new RoleNames(options).check();
    boolean accounts = ownRealm(options);
    return new ToolDescriptor(
        "jenkins",
        matrix(options) ? "matrix" : "role-strategy",
        List.of(
            shape("server", "global", Shape.GLOBAL, options),
            shape("folder", "folder:{**}", Shape.FOLDER, options),
            shape("agent", "agent:{}", Shape.AGENT, options)),
        accounts
            ? List.of(
                OffboardingStep.REVOKE_CREDENTIALS,
                OffboardingStep.END_SESSIONS,
                OffboardingStep.REVOKE_ROLES,
                OffboardingStep.DELETE_ACCOUNT)
            : List.of(
                OffboardingStep.REVOKE_CREDENTIALS,
                OffboardingStep.END_SESSIONS,
                OffboardingStep.REVOKE_ROLES),
        capabilities(accounts, matrix(options)),
        INSTRUCTIONS,
        List.of(),
        new Calls(accounts ? 1 : 0, 1, 7));
  }

  @Override
  public Connector open(ToolSettings settings) {
    return new JenkinsConnector(
        describe(settings), settings, new HttpCaller(settings, "", TokenHeader.BASIC), random);
  }

  /** Whether accounts are kept in Jenkins' own user database. */
  static boolean ownRealm(Map<String, String> options) {
    return !chosen(options, REALM, "jenkins", "external");
  }

  /** Whether something else than the role strategy decides who may do what. */
  static boolean matrix(Map<String, String> options) {
    return chosen(options, AUTHORIZATION, "role-strategy", "matrix");
  }

  /** Whether it is the other value, not the usual one. */
  private static boolean chosen(
      Map<String, String> options, String option, String usual, String other) {
    String value = options.getOrDefault(option, usual);
    if (!value.equals(usual) && !value.equals(other)) {
      throw new IllegalArgumentException(option + ": is " + usual + " or " + other);
    }
    return value.equals(other);
  }

  private static ScopeShape shape(
      String name, String pattern, Shape shape, Map<String, String> options) {
    return new ScopeShape(name, pattern, RoleKind.SET, new RoleNames(options).words(shape));
  }

  /** Matrix authorization has no calls of its own: roles are given by hand there. */
  private static Map<Ability, Support> capabilities(boolean accounts, boolean matrix) {
    return new Capabilities()
        .natively(Ability.FIND_BY_LOGIN, Ability.REVOKE_CREDENTIALS, Ability.END_SESSIONS)
        .as(
            accounts ? Support.NATIVE : Support.MANUAL,
            Ability.CREATE_ACCOUNT,
            Ability.DELETE_ACCOUNT)
        .as(matrix ? Support.MANUAL : Support.NATIVE, Ability.GRANT, Ability.REVOKE)
        .as(matrix ? Support.MANUAL : Support.EMULATED, Ability.CHANGE)
        .as(matrix ? Support.NONE : Support.NATIVE, Ability.LIST_HOLDERS)
        .map();
  }
}
