package dev.rolecall.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.CallClass;
import dev.rolecall.connectors.tool.CallPermit;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.ConnectorType;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.ObservedRole;
import dev.rolecall.connectors.tool.ObservedHolder;
import dev.rolecall.connectors.tool.ToolDescriptor.Calls;
import dev.rolecall.connectors.tool.ToolDescriptor.OffboardingStep;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import dev.rolecall.sandbox.http.Simulated;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What every connector promises, whatever its tool. A connector's author extends this in {@code
 * <Tool>ContractTest}, beside the connector's own tests, and supplies a simulator that speaks the
 * tool's real HTTP.
 */
public abstract class ToolContract {
  private static final String NAME = "tool";
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

  private final ConcurrentLinkedQueue<CallClass> permits = new ConcurrentLinkedQueue<>();
  protected Sandbox sandbox;
  protected Connector connector;

  /** The kind of tool under test. */
  protected abstract ConnectorType type();

  /** A simulator in which {@link #token()} may do everything and nobody else has an account. */
  protected abstract SimulatorSpec simulator(String name);

  protected abstract String token();

  protected abstract Map<String, String> options();

  /** A scope that exists, with more than one role. */
  protected abstract String scope();

  /** A role in it, and a higher one. */
  protected abstract String lower();

  protected abstract String higher();

  /** A scope that the tool does not have. */
  protected abstract String nowhere();

  /** How many accounts the tool has by this login, whatever their case. */
  protected abstract long accounts(String login);

  /** The role that the tool itself says somebody holds directly in {@link #scope()}. */
  protected abstract Optional<String> role(String login);

  /** Somebody else gives this person a role, past us. */
  protected abstract void giveByHand(String login, String role);

  /** So many further people get a role in {@link #scope()}, among them one bot. */
  protected abstract int fillTheScope();

  /** This person works with the tool, and gets tokens, keys or sessions by it. */
  protected abstract void usesTheTool(String login);

  /** Whether somebody who kept everything they had could still get in. */
  protected abstract boolean couldGetIn(String login);

  /**
   * Sentences that do not hold for this tool, each with its reason. They are shown as skipped, with
   * it; everything else must hold.
   */
  protected Map<String, String> deviations() {
    return Map.of();
  }

  /** The method of the call that {@link #write} makes. */
  protected String writingMethod() {
    return "POST";
  }

  /** Whatever has to be there before {@link #write} can be called. */
  protected void beforeWriting() throws ToolException {}

  /** Any change that takes one writing call. */
  protected Applied write() throws ToolException {
    return connector.apply(ada(), new Change.CreateAccount());
  }

  /** How often the tool has what {@link #write} makes. */
  protected long written() {
    return accounts("ada");
  }

  /** From now on the token of the connector ends on this day. */
  protected void tokenEndsOn(LocalDate day) {
    throw new UnsupportedOperationException("supply it, or name the deviation");
  }

  /** Takes a role from the only one who holds it. */
  protected Applied takeFromTheLastHolder() throws ToolException {
    throw new UnsupportedOperationException("supply it, or name the deviation");
  }

  /** How many invitations for an address the tool has open. */
  protected long invitations(String email) {
    throw new UnsupportedOperationException("supply it, or name the deviation");
  }

  /** Somebody accepts the invitation, and has an account with this address by that. */
  protected void accept(String email) {
    throw new UnsupportedOperationException("supply it, or name the deviation");
  }

  @BeforeEach
  void open(TestInfo test) {
    sandbox = Sandbox.start(List.of(simulator(NAME)));
    connector = type().open(settings(sandbox.url(NAME), CALL_TIMEOUT));
    String sentence = test.getTestMethod().map(Method::getName).orElse("");
    String reason = deviations().get(sentence);
    assumeTrue(reason == null, () -> type().name() + ": " + sentence + ": " + reason);
  }

  @AfterEach
  void close() {
    connector.close();
    sandbox.close();
  }

  @Test
  void anAccountIsCreatedOnceAndThenFound() throws ToolException {
    assertThat(connector.observe(ada(), Set.of(scope())).account()).isEmpty();

    assertThat(connector.apply(ada(), new Change.CreateAccount())).isInstanceOf(Applied.Done.class);
    Observation seen = connector.observe(ada(), Set.of(scope()));
    assertThat(seen.foundBy()).isPresent();
    assertThat(connector.apply(ada(), new Change.CreateAccount()))
        .isInstanceOf(Applied.Conflict.class);

    assertThat(accounts("ada")).isEqualTo(1);
    assertThat(connector.observe(linked(), Set.of()).account()).isEqualTo(seen.account());
  }

  @Test
  void findingIgnoresTheCaseOfALogin() throws ToolException {
    joined();

    assertThat(connector.observe(person("ADA"), Set.of()).account()).isPresent();
  }

  @Test
  void anAccountThatNothingFindsStandsInTheWay() throws ToolException {
    joined();
    Whom stranger =
        new Whom(
            Optional.empty(),
            List.of(),
            Optional.of("ada"),
            Optional.of("another.ada@acme.example"),
            Optional.empty());

    Observation seen = connector.observe(stranger, Set.of(scope()));

    assertThat(seen.account()).isEmpty();
    assertThat(seen.taken()).hasValueSatisfying(a -> assertThat(a.login()).isEqualTo("ada"));
    assertThat(seen.roles()).isEmpty();
  }

  @Test
  void aRoleIsGrantedChangedAndRevokedAndEachTimeReadBack() throws ToolException {
    joined();
    grant(lower());
    assertThat(direct()).containsExactly(lower());

    assertThat(connector.apply(linked(), change(lower(), higher())))
        .isInstanceOf(Applied.Done.class);
    assertThat(direct()).containsExactly(higher());
    assertThat(role("ada")).hasValue(higher());

    assertThat(connector.apply(linked(), change(higher(), lower())))
        .isInstanceOf(Applied.Done.class);
    assertThat(direct()).containsExactly(lower());

    Whom ada = linked();
    assertThat(connector.apply(ada, new Change.Revoke(scope(), lower())))
        .isInstanceOf(Applied.Done.class);
    assertThat(connector.observe(ada, Set.of(scope())).roles()).isEmpty();
    assertThat(role("ada")).isEmpty();
  }

  @Test
  void onlyTheNamedRoleIsRevoked() throws ToolException {
    joined();
    giveByHand("ada", higher());

    connector.apply(linked(), new Change.Revoke(scope(), lower()));

    assertThat(role("ada")).hasValue(higher());
  }

  @Test
  void aRoleThatSomebodyElseHasChangedIsNotOverwritten() throws ToolException {
    joined();
    giveByHand("ada", higher());

    assertThat(connector.apply(linked(), new Change.Grant(scope(), lower(), Optional.empty())))
        .isInstanceOf(Applied.Conflict.class);

    assertThat(role("ada")).hasValue(higher());
  }

  @Test
  void everyChangeTwiceEndsInTheSameState() throws ToolException {
    joined();
    grant(lower());
    connector.apply(linked(), new Change.Grant(scope(), lower(), Optional.empty()));
    assertThat(role("ada")).hasValue(lower());

    connector.apply(linked(), change(lower(), higher()));
    assertThat(connector.apply(linked(), change(lower(), higher())))
        .isInstanceOf(Applied.Already.class);
    assertThat(role("ada")).hasValue(higher());

    Whom ada = linked();
    connector.apply(ada, new Change.Revoke(scope(), higher()));
    assertThat(connector.apply(ada, new Change.Revoke(scope(), higher())))
        .isInstanceOf(Applied.Already.class);
    assertThat(role("ada")).isEmpty();
  }

  @Test
  void everyDeviationNamesASentenceOfTheContract() {
    assertThat(Arrays.stream(ToolContract.class.getDeclaredMethods()).map(Method::getName))
        .containsAll(deviations().keySet());
    assertThat(deviations().values()).noneMatch(String::isBlank);
  }

  @Test
  void aLostResponseIsUnknownAndReadingAgainShowsTheEffect() throws ToolException {
    beforeWriting();
    fail(FaultRule.on(writingMethod(), ".*", Fault.loseResponse()).once());

    assertThat(write()).isInstanceOf(Applied.Unknown.class);

    assertThat(connector.observe(ada(), Set.of(scope())).account()).isPresent();
    assertThat(written()).isEqualTo(1);
  }

  @Test
  void aConnectionThatBreaksInAWriteIsUnknown() throws ToolException {
    beforeWriting();
    fail(FaultRule.on(writingMethod(), ".*", Fault.closeBeforeChange()));

    assertThat(write()).isInstanceOf(Applied.Unknown.class);
    assertThat(written()).isZero();
  }

  @Test
  void aServerErrorInAWriteIsUnknown() throws ToolException {
    beforeWriting();
    fail(FaultRule.on(writingMethod(), ".*", Fault.respond(502, "Bad Gateway")));

    assertThat(write()).isInstanceOf(Applied.Unknown.class);
  }

  @Test
  void tooManyCallsAreNotNowWithTheTimeToWait() throws ToolException {
    beforeWriting();
    fail(FaultRule.on(writingMethod(), ".*", Fault.tooManyRequests(Duration.ofSeconds(17))).once());
    assertThat(write())
        .isInstanceOfSatisfying(
            Applied.NotNow.class,
            later -> assertThat(later.retryAfter()).hasValue(Duration.ofSeconds(17)));

    fail(FaultRule.on("GET", ".*", Fault.tooManyRequests(Duration.ofSeconds(3))));
    ToolException unread = unread();
    assertThat(unread.kind()).isEqualTo(ToolException.Kind.RATE_LIMITED);
    assertThat(unread.retryAfter()).hasValue(Duration.ofSeconds(3));
  }

  @Test
  void anExpiredTokenStopsReadingAndWriting() throws ToolException {
    beforeWriting();
    fail(FaultRule.on("*", ".*", Fault.expireToken()).once());

    assertThat(write()).isInstanceOf(Applied.Unauthorised.class);
    assertThat(unread().kind()).isEqualTo(ToolException.Kind.UNAUTHORISED);
    assertThat(catchThrowableOfType(ToolException.class, () -> connector.check()).kind())
        .isEqualTo(ToolException.Kind.UNAUTHORISED);
  }

  @Test
  void aServerErrorInAReadIsNeverNone() throws ToolException {
    joined();
    fail(FaultRule.on("GET", ".*", Fault.respond(503, "")));

    assertThat(unread().kind()).isEqualTo(ToolException.Kind.UNAVAILABLE);
    assertThat(connector.apply(ada(), new Change.DisableAccount()))
        .isNotInstanceOf(Applied.Already.class);
  }

  @Test
  void aPageOfAProxyIsNeverNone() throws ToolException {
    joined();
    fail(FaultRule.on("GET", ".*", Fault.respond(404, "<html>not here</html>")));
    assertThat(unread()).isNotNull();

    sandbox.tool(NAME).faults().clear();
    fail(FaultRule.on("GET", ".*", Fault.respond(200, "<html>sign in</html>")));
    assertThat(unread().kind()).isEqualTo(ToolException.Kind.UNEXPECTED);
  }

  @Test
  void noCallOutlivesItsTimeout() throws ToolException {
    fail(FaultRule.on("*", ".*", Fault.delay(Duration.ofSeconds(30))));
    try (Connector hasty = type().open(settings(sandbox.url(NAME), Duration.ofMillis(200)))) {
      assertThat(catchThrowableOfType(ToolException.class, () -> hasty.observe(ada(), Set.of())))
          .extracting(ToolException::kind)
          .isEqualTo(ToolException.Kind.UNAVAILABLE);
    }
  }

  @Test
  void whatNeverLeftIsNotUnknown() throws ToolException {
    beforeWriting();
    sandbox.close();

    assertThat(write()).isInstanceOf(Applied.NotNow.class);
  }

  @Test
  void aTokenThatEndsIsSeenToEnd() throws ToolException {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).plusDays(20);
    tokenEndsOn(day);

    assertThat(connector.check().credentialsEnd()).hasValue(day);
  }

  @Test
  void theLastHolderStaysAndThatIsNoReasonToTryAgain() throws ToolException {
    assertThat(takeFromTheLastHolder()).isInstanceOf(Applied.LastHolder.class);
  }

  @Test
  void anInvitationIsSentOnceAndIsARoleWhenItIsAccepted() throws ToolException {
    String email = ada().email().orElseThrow();
    Change invite = new Change.Invite(scope(), lower(), Optional.empty());
    assertThat(connector.apply(ada(), invite))
        .isInstanceOfAny(Applied.Done.class, Applied.PendingExternal.class);
    assertThat(waiting()).containsExactly(lower());

    connector.apply(ada(), invite);
    assertThat(invitations(email)).isEqualTo(1);

    accept(email);
    assertThat(invitations(email)).isZero();
    assertThat(role("ada")).hasValue(lower());
  }

  @Test
  void anInvitationCanBeTakenBack() throws ToolException {
    connector.apply(ada(), new Change.Invite(scope(), lower(), Optional.empty()));

    Change cancel = new Change.CancelInvite(scope());
    assertThat(connector.apply(ada(), cancel)).isInstanceOf(Applied.Done.class);
    assertThat(connector.apply(ada(), cancel)).isInstanceOf(Applied.Already.class);

    assertThat(waiting()).isEmpty();
    assertThat(invitations(ada().email().orElseThrow())).isZero();
  }

  private List<String> waiting() throws ToolException {
    return connector.observe(ada(), Set.of(scope())).roles().stream()
        .filter(role -> role.holding() == Holding.INVITED)
        .map(ObservedRole::role)
        .toList();
  }

  @Test
  void everyStepOfOffboardingIsRepeatableAndAtTheEndNothingGetsIn() throws ToolException {
    joined();
    grant(lower());
    usesTheTool("ada");
    Whom ada = linked();
    assertThat(couldGetIn("ada")).isTrue();

    for (OffboardingStep step : connector.descriptor().offboarding()) {
      for (Change change : changes(step)) {
        assertThat(connector.apply(ada, change)).isInstanceOf(Applied.Done.class);
        assertThat(connector.apply(ada, change))
            .isInstanceOfAny(Applied.Done.class, Applied.Already.class);
      }
    }

    assertThat(couldGetIn("ada")).isFalse();
    assertThat(role("ada")).isEmpty();
    Observation left = connector.observe(ada, Set.of(scope()));
    assertThat(left.roles()).isEmpty();
    assertThat(left.account().map(Observation.ObservedAccount::presence))
        .isNotEqualTo(Optional.of(Observation.Presence.ACTIVE));
  }

  @Test
  void offboardingSomebodyWhoIsNotThereIsDone() throws ToolException {
    for (OffboardingStep step : connector.descriptor().offboarding()) {
      for (Change change : changes(step)) {
        assertThat(connector.apply(ada(), change)).isInstanceOf(Applied.Already.class);
      }
    }
  }

  @Test
  void aScopeThatTheToolDoesNotHaveIsSaidSo() throws ToolException {
    joined();

    Observation seen = connector.observe(linked(), Set.of(scope(), nowhere()));

    assertThat(seen.unknownScopes()).containsExactly(nowhere());
    assertThat(catchThrowableOfType(ToolException.class, () -> connector.holders(nowhere())))
        .isNotNull();
    assertThat(connector.apply(linked(), new Change.Grant(nowhere(), lower(), Optional.empty())))
        .isInstanceOfAny(Applied.Invalid.class, Applied.Conflict.class);
  }

  @Test
  void holdersAreReadToTheEndAndBotsAreMarked() throws ToolException {
    int others = connector.holders(scope()).size();
    int added = fillTheScope();

    List<ObservedHolder> holders = connector.holders(scope());

    assertThat(holders).hasSize(others + added);
    assertThat(holders).extracting(holder -> holder.account().id()).doesNotHaveDuplicates();
    assertThat(holders).anyMatch(holder -> holder.account().bot());
    assertThat(holders).anyMatch(holder -> !holder.account().bot());
  }

  @Test
  void readingNeverWritesAndEveryCallAsksForItsPermit() throws ToolException {
    joined();
    Simulated tool = sandbox.tool(NAME);
    int before = tool.requests().size();
    permits.clear();

    connector.observe(linked(), Set.of(scope(), nowhere()));
    connector.holders(scope());
    connector.check();

    assertThat(tool.requests().stream().skip(before))
        .isNotEmpty()
        .allMatch(request -> request.method().equals("GET"));
    assertThat(permits).hasSize(tool.requests().size() - before);
    assertThat(permits).doesNotContain(CallClass.WRITE, CallClass.REMOVE_MEMBER);
  }

  @Test
  void workTakesTheCallsThatAreDeclared() throws ToolException {
    joined();
    Whom ada = linked();
    // What a connector remembers for minutes is no part of a person's work.
    connector.observe(ada, Set.of(scope()));
    long look = calls(() -> connector.observe(ada, Set.of()));
    long without = calls(() -> connector.observe(ada, Set.of(scope())));
    grant(lower());
    long change = calls(() -> connector.apply(ada, change(lower(), higher())));
    long with = calls(() -> connector.observe(ada, Set.of(scope())));

    Calls declared = connector.descriptor().calls();
    assertThat(look).isEqualTo(declared.look());
    assertThat(without - look + with - look).isEqualTo(2L * declared.scope());
    assertThat(change).isEqualTo(declared.change());
  }

  /** A piece of work with a tool. */
  private interface Work {
    Object run() throws ToolException;
  }

  private long calls(Work work) throws ToolException {
    permits.clear();
    assertThat(work.run()).isNotNull();
    return permits.size();
  }

  @Test
  void allIsWellWithATokenThatMayDoEverything() throws ToolException {
    assertThat(connector.check().problems()).isEmpty();
  }

  @Test
  void whatIsSaidAboutAPersonNeverNamesThem() throws ToolException {
    joined();
    fail(FaultRule.on("GET", ".*", Fault.respond(500, "ada@acme.example")));

    assertThat(unread().getMessage()).doesNotContain("ada");
    assertThat(connector.apply(ada(), new Change.DisableAccount()).toString())
        .doesNotContain("ada");
  }

  /** Found by login; an e-mail address and a name are there for tools that want them. */
  protected Whom person(String login) {
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.LOGIN, login)),
        Optional.of(login),
        Optional.of(login + "@acme.example"),
        Optional.of("Ada Lovelace"));
  }

  protected Whom ada() {
    return person("ada");
  }

  /** As the runtime knows Ada once her account is linked. */
  protected Whom linked() throws ToolException {
    Optional<String> id =
        connector.observe(ada(), Set.of()).account().map(Observation.ObservedAccount::id);
    return new Whom(id, List.of(), Optional.of("ada"), ada().email(), ada().displayName());
  }

  /** Ada has an account that is found. */
  protected void joined() throws ToolException {
    assertThat(connector.apply(ada(), new Change.CreateAccount())).isInstanceOf(Applied.Done.class);
  }

  protected void fail(FaultRule rule) {
    sandbox.tool(NAME).faults().add(rule);
  }

  /** A role that comes with the account is there already. */
  protected void grant(String role) throws ToolException {
    assertThat(connector.apply(linked(), new Change.Grant(scope(), role, Optional.empty())))
        .isInstanceOfAny(Applied.Done.class, Applied.Already.class);
    assertThat(role("ada")).hasValue(role);
  }

  protected List<String> direct() throws ToolException {
    return connector.observe(linked(), Set.of(scope())).roles().stream()
        .filter(role -> role.holding() == Holding.DIRECT)
        .map(ObservedRole::role)
        .toList();
  }

  private Change change(String from, String to) {
    return new Change.ChangeRole(scope(), from, to, Optional.empty());
  }

  private List<Change> changes(OffboardingStep step) {
    return switch (step) {
      case DISABLE_ACCOUNT -> List.of(new Change.DisableAccount());
      case REVOKE_CREDENTIALS -> List.of(new Change.RevokeCredentials());
      case END_SESSIONS -> List.of(new Change.EndSessions());
      case CANCEL_INVITATIONS -> List.of();
      case REVOKE_ROLES -> List.of(new Change.Revoke(scope(), lower()));
      case DELETE_ACCOUNT -> List.of(new Change.DeleteAccount());
    };
  }

  private ToolException unread() {
    return catchThrowableOfType(
        ToolException.class, () -> connector.observe(ada(), Set.of(scope())));
  }

  private ToolSettings settings(URI url, Duration timeout) {
    CallPermit counted = permits::add;
    return new ToolSettings(
        NAME, url, this::token, options(), timeout, counted, InstantSource.system());
  }
}
