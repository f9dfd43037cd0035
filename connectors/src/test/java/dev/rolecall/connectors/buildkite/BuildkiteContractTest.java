package dev.rolecall.connectors.buildkite;

import dev.rolecall.connectors.ToolContract;
import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.buildkite.Buildkite;
import dev.rolecall.sandbox.buildkite.BuildkiteSeed;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class BuildkiteContractTest extends ToolContract {
  private static final String ROOT = "rolecall@acme.example";
  private static final String TEAM = "web";

  private final List<String> tokens = new ArrayList<>();
  private final List<String> sessions = new ArrayList<>();
  private String token = "bkua_of_rolecall";

  @Override
  protected ConnectorType type() {
    return new BuildkiteConnectorType();
  }

  @Override
  protected SimulatorSpec simulator(String name) {
    return SimulatorSpec.buildkite(
        name, 0, BuildkiteSeed.withAdmin("acme", ROOT, token).team(TEAM).team("ops"));
  }

  @Override
  protected String token() {
    return token;
  }

  @Override
  protected Map<String, String> options() {
    return Map.of("organization", "acme");
  }

  @Override
  protected String scope() {
    return "team:" + TEAM;
  }

  @Override
  protected String lower() {
    return "member";
  }

  @Override
  protected String higher() {
    return "maintainer";
  }

  @Override
  protected String nowhere() {
    return "team:nowhere";
  }

  @Override
  protected Map<String, String> deviations() {
    return Map.of(
        "anAccountIsCreatedOnceAndThenFound",
        "people make their Buildkite accounts themselves; they are invited",
        "anAccountThatNothingFindsStandsInTheWay",
        "Buildkite has no logins, so none is taken",
        "holdersAreReadToTheEndAndBotsAreMarked",
        "REST does not tell machine users; that holders are read to the end is tested apart");
  }

  /** Buildkite has no logins: people are found by their address. */
  @Override
  protected Whom person(String login) {
    Whom person = super.person(login);
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.EMAIL, mail(login))),
        Optional.empty(),
        person.email(),
        person.displayName());
  }

  @Override
  protected void joined() {
    buildkite().setMemberByHand(mail("ada"), "member");
  }

  @Override
  protected void beforeWriting() {
    joined();
  }

  @Override
  protected Applied write() {
    return connector.apply(ada(), new Change.Grant(scope(), lower(), Optional.empty()));
  }

  @Override
  protected long written() {
    return role("ada").stream().count();
  }

  @Override
  protected long accounts(String login) {
    return buildkite().members().stream()
        .filter(member -> member.email().equalsIgnoreCase(mail(login)))
        .count();
  }

  @Override
  protected Optional<String> role(String login) {
    return buildkite().teamRole(TEAM, mail(login));
  }

  @Override
  protected void giveByHand(String login, String role) {
    buildkite().setTeamRoleByHand(TEAM, mail(login), role);
  }

  @Override
  protected int fillTheScope() {
    throw new UnsupportedOperationException("a deviation: see there");
  }

  @Override
  protected void usesTheTool(String login) {
    tokens.add(buildkite().createToken(mail(login), null, "read_builds"));
    sessions.add(buildkite().signIn(mail(login)));
  }

  @Override
  protected boolean couldGetIn(String login) {
    return tokens.stream().anyMatch(buildkite()::tokenWorks)
        || sessions.stream().anyMatch(buildkite()::sessionWorks);
  }

  @Override
  protected void tokenEndsOn(LocalDate day) {
    token =
        buildkite()
            .createToken(
                ROOT,
                day.atTime(12, 0).toInstant(ZoneOffset.UTC),
                BuildkiteSeed.REST_SCOPES.toArray(String[]::new));
  }

  /** By itself the simulator cannot: the last administrator is the one whose token we use. */
  @Override
  protected Applied takeFromTheLastHolder() throws ToolException {
    buildkite().setMemberByHand(mail("ada"), "admin");
    fail(
        FaultRule.on(
            "PATCH",
            ".*/members/.*",
            Fault.refuse(422, "The organization must have at least one administrator")));
    return connector.apply(
        linked(), new Change.ChangeRole("org", "admin", "member", Optional.empty()));
  }

  @Override
  protected long invitations(String email) {
    return buildkite().invitations().stream()
        .filter(invitation -> invitation.state().equals("pending"))
        .filter(invitation -> invitation.email().equals(email))
        .count();
  }

  @Override
  protected void accept(String email) {
    buildkite().acceptInvitation(email);
  }

  private static String mail(String login) {
    return login + "@acme.example";
  }

  private Buildkite buildkite() {
    return sandbox.tool("tool", Buildkite.class);
  }
}
