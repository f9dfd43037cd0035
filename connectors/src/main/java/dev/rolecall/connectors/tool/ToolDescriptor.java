package dev.rolecall.connectors.tool;

import java.util.List;
import java.util.Map;

/**
 * What a kind of tool has.
 *
 * @param type as in the configuration
 * @param edition the tool's own word; "" when there is only one
 * @param scopes shapes of its scopes
 * @param offboarding the steps for a leaver's account, in order; roles of ours go as well where the
 *     account stays
 * @param capabilities how each kind of change can be done here
 * @param calls what work here costs
 */
public record ToolDescriptor(
    String type,
    String edition,
    List<ScopeShape> scopes,
    List<OffboardingStep> offboarding,
    Map<Ability, Support> capabilities,
    Calls calls) {

  public ToolDescriptor {
    scopes = List.copyOf(scopes);
    offboarding = List.copyOf(offboarding);
    capabilities = Map.copyOf(capabilities);
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
   */
  public record ScopeShape(String name, String pattern, RoleKind kind, List<String> roles) {
    public ScopeShape {
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
    REVOKE_ROLES,
    DELETE_ACCOUNT
  }

  /** What one may want to do in a tool. */
  public enum Ability {
    FIND_BY_EMAIL,
    CREATE_ACCOUNT,
    INVITE,
    GRANT,
    SET_END,
    DISABLE_ACCOUNT,
    DELETE_ACCOUNT,
    REVOKE_CREDENTIALS,
    LIST_HOLDERS
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
