package dev.rolecall.sandbox.buildkite;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated Buildkite organization starts with.
 *
 * @param organization its slug
 * @param sso whether sign-in is by SAML; then an invitation must say its {@code sso_mode}
 * @param teamsInPlan false: the plan has no teams
 */
public record BuildkiteSeed(
    String organization,
    List<Member> members,
    List<Team> teams,
    List<String> pipelines,
    List<String> suites,
    List<Token> tokens,
    boolean sso,
    boolean teamsInPlan,
    Limits limits) {

  /** All that the REST API can ask of a token for members, invitations, teams and bindings. */
  public static final List<String> REST_SCOPES =
      List.of(
          "read_organizations",
          "write_organizations",
          "read_organization_invitations",
          "write_organization_invitations",
          "read_teams",
          "write_teams",
          "read_pipelines",
          "read_suites");

  /**
   * Somebody with an account in the organization.
   *
   * @param role {@code admin} or {@code member}
   */
  public record Member(String email, String name, String role) {
    @Override
    public String toString() {
      return "Member[" + role + "]";
    }
  }

  /** A team; default teams take in everybody who joins. */
  public record Team(String slug, boolean isDefault) {}

  /**
   * An API access token.
   *
   * @param email primary address of its owner
   * @param expiresAt null: never
   */
  public record Token(
      String email, String value, @Nullable Instant expiresAt, List<String> scopes) {
    public Token {
      scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
      return "Token[" + scopes + "]";
    }
  }

  /**
   * What Buildkite counts. Source: docs "REST API rate limits" and "Platform limits".
   *
   * @param organization REST calls of the organization in a minute; 0: not counted
   * @param user REST calls of one user in a minute; 0: not counted
   * @param pendingInvitations at most so many at once
   */
  public record Limits(int organization, int user, int pendingInvitations) {}

  public BuildkiteSeed {
    members = List.copyOf(members);
    teams = List.copyOf(teams);
    pipelines = List.copyOf(pipelines);
    suites = List.copyOf(suites);
    tokens = List.copyOf(tokens);
  }

  /** An organization whose one member is an administrator with such a token. */
  public static BuildkiteSeed withAdmin(String organization, String email, String token) {
    return new BuildkiteSeed(
        organization,
        List.of(new Member(email, "Rolecall", "admin")),
        List.of(),
        List.of(),
        List.of(),
        List.of(new Token(email, token, null, REST_SCOPES)),
        false,
        true,
        new Limits(0, 0, 20));
  }

  public BuildkiteSeed member(String email, String name) {
    return with(new Member(email, name, "member"));
  }

  public BuildkiteSeed admin(String email, String name) {
    return with(new Member(email, name, "admin"));
  }

  public BuildkiteSeed team(String slug) {
    return with(new Team(slug, false));
  }

  public BuildkiteSeed defaultTeam(String slug) {
    return with(new Team(slug, true));
  }

  public BuildkiteSeed pipeline(String slug) {
    return new BuildkiteSeed(
        organization,
        members,
        teams,
        and(pipelines, slug),
        suites,
        tokens,
        sso,
        teamsInPlan,
        limits);
  }

  public BuildkiteSeed suite(String slug) {
    return new BuildkiteSeed(
        organization,
        members,
        teams,
        pipelines,
        and(suites, slug),
        tokens,
        sso,
        teamsInPlan,
        limits);
  }

  public BuildkiteSeed token(Token token) {
    return new BuildkiteSeed(
        organization,
        members,
        teams,
        pipelines,
        suites,
        and(tokens, token),
        sso,
        teamsInPlan,
        limits);
  }

  public BuildkiteSeed withSso() {
    return new BuildkiteSeed(
        organization, members, teams, pipelines, suites, tokens, true, teamsInPlan, limits);
  }

  public BuildkiteSeed withoutTeams() {
    return new BuildkiteSeed(
        organization, members, teams, pipelines, suites, tokens, sso, false, limits);
  }

  public BuildkiteSeed limited(Limits other) {
    return new BuildkiteSeed(
        organization, members, teams, pipelines, suites, tokens, sso, teamsInPlan, other);
  }

  private BuildkiteSeed with(Member member) {
    return new BuildkiteSeed(
        organization,
        and(members, member),
        teams,
        pipelines,
        suites,
        tokens,
        sso,
        teamsInPlan,
        limits);
  }

  private BuildkiteSeed with(Team team) {
    return new BuildkiteSeed(
        organization,
        members,
        and(teams, team),
        pipelines,
        suites,
        tokens,
        sso,
        teamsInPlan,
        limits);
  }

  private static <T> List<T> and(List<T> some, T one) {
    List<T> more = new ArrayList<>(some);
    more.add(one);
    return more;
  }
}
