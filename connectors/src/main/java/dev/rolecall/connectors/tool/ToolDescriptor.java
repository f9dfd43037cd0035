package dev.rolecall.connectors.tool;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a kind of tool has.
 *
 * @param type as in the configuration
 * @param edition the tool's own word; "" when there is only one
 * @param scopes shapes of its scopes
 * @param offboarding the steps for a leaver's account, in order; roles of ours go as well where the
 *     account stays
 * @param capabilities how each kind of change can be done here
 * @param instructions what a person has to do where the API cannot, in the tool's own words; no
 *     personal data
 * @param bindings what its own teams or groups may be bound to
 * @param calls what work here costs
 */
public record ToolDescriptor(
    String type,
    String edition,
    List<ScopeShape> scopes,
    List<OffboardingStep> offboarding,
    Map<Ability, Support> capabilities,
    Map<Ability, String> instructions,
    List<BindingShape> bindings,
    Calls calls) {

  public ToolDescriptor {
    scopes = List.copyOf(scopes);
    offboarding = List.copyOf(offboarding);
    capabilities = Map.copyOf(capabilities);
    instructions = Map.copyOf(instructions);
    bindings = List.copyOf(bindings);
  }

  /** A tool whose API can do all that it has, and that has no teams or groups of its own. */
  public ToolDescriptor(
      String type,
      String edition,
      List<ScopeShape> scopes,
      List<OffboardingStep> offboarding,
      Map<Ability, Support> capabilities,
      Calls calls) {
    this(type, edition, scopes, offboarding, capabilities, Map.of(), List.of(), calls);
  }

  /**
   * How an ability is supported where nothing narrower is said; when nothing is said at all: not.
   */
  public Support support(Ability ability) {
    return capabilities.getOrDefault(ability, Support.NONE);
  }

  /** What a person has to do; empty: nobody wrote it down. */
  public Optional<String> instruction(Ability ability) {
    return Optional.ofNullable(instructions.get(ability));
  }

  /**
   * Calls of the tool's API that a person with an account takes, when everything goes well; for
   * estimates.
   *
   * @param look at the person, before and after a change
   * @param scope at one of their scopes, as often; the mean of having a role there and having none
   * @param change of one role
   */
  public record Calls(int look, int scope, int change) {}

  /**
   * One shape of scopes and the roles there.
   *
   * @param name for people: "group or project"
   * @param pattern a literal ("server"), a prefix with a name ("team:{}"), or any path ("{**}")
   * @param roles lowest first for a ladder
   * @param capabilities those that are other here than in the tool as a whole
   */
  public record ScopeShape(
      String name,
      String pattern,
      RoleKind kind,
      List<String> roles,
      Map<Ability, Support> capabilities) {
    public ScopeShape {
      roles = List.copyOf(roles);
      capabilities = Map.copyOf(capabilities);
    }

    /** A shape with the capabilities of the tool as a whole. */
    public ScopeShape(String name, String pattern, RoleKind kind, List<String> roles) {
      this(name, pattern, kind, roles, Map.of());
    }
  }

  /**
   * What teams or groups of the tool can hold.
   *
   * @param holders pattern, as in {@code team:{}}
   * @param resources pattern, as in {@code pipeline:{}}
   * @param roles lowest first
   * @param bind how giving and changing is supported
   * @param unbind how taking away is supported
   */
  public record BindingShape(
      String holders, String resources, List<String> roles, Support bind, Support unbind) {
    public BindingShape {
      roles = List.copyOf(roles);
    }
  }

  /** How several roles in one scope go together. */
  public enum RoleKind {
    /** One at a time; the highest wins. */
    LADDER,
    /** They add up. */
    SET
  }

  /** Steps of offboarding, each verified by reading back. */
  public enum OffboardingStep {
    DISABLE_ACCOUNT,
    REVOKE_CREDENTIALS,
    END_SESSIONS,
    CANCEL_INVITATIONS,
    REVOKE_ROLES,
    DELETE_ACCOUNT
  }

  /** What one may want to do in a tool. */
  public enum Ability {
    FIND_BY_LOGIN,
    FIND_BY_EMAIL,
    FIND_BY_EXTERNAL_ID,
    CREATE_ACCOUNT,
    INVITE,
    GRANT,
    CHANGE,
    REVOKE,
    SET_END,
    DISABLE_ACCOUNT,
    /** Removing the account, or the person from the organization. */
    DELETE_ACCOUNT,
    REVOKE_CREDENTIALS,
    END_SESSIONS,
    LIST_HOLDERS,
    READ_TOKEN_END
  }

  /** How a tool supports it. */
  public enum Support {
    NATIVE,
    EMULATED,
    UNOFFICIAL,
    MANUAL,
    NONE
  }
}
