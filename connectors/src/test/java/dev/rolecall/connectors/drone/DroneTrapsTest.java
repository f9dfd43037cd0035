package dev.rolecall.connectors.drone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rolecall.connectors.tool.Applied;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Connector;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.ObservedAccount;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.ToolSettings;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.drone.DroneSeed;
import dev.rolecall.sandbox.http.Fault;
import dev.rolecall.sandbox.http.FaultRule;
import dev.rolecall.sandbox.http.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DroneTrapsTest {
  private static final String TOKEN = "drone-token";
  private static final DroneSeed SEED = DroneSeed.withAdmin("root", TOKEN).user("Ada");

  private Sandbox sandbox = Sandbox.start(List.of(SimulatorSpec.drone("drone", 0, SEED)));
  private Connector connector = open();

  @AfterEach
  void close() {
    connector.close();
    sandbox.close();
  }

  @Test
  void aLockedDatabaseIsNotAnAbsentUser() {
    fail("GET", ".*/users/.*", Fault.refuse(404, "database is locked"));

    assertThatExceptionOfType(ToolException.class)
        .isThrownBy(() -> connector.observe(person("ada"), Set.of("server")))
        .returns(ToolException.Kind.UNAVAILABLE, ToolException::kind);
  }

  @Test
  void aLockedDatabaseIsNoProofOfADeletion() {
    fail("DELETE", ".*", Fault.refuse(404, "database is locked"));

    assertThat(connector.apply(person("ada"), new Change.DeleteAccount()))
        .isInstanceOf(Applied.Unknown.class);
    assertThat(drone().user("ada")).isPresent();
  }

  @Test
  void aDuplicateThatIsNotThereIsAnErrorOfTheDatabase() {
    fail("POST", ".*", Fault.refuse(500, "UNIQUE constraint failed: users.user_login"));

    assertThat(connector.apply(person("eva"), new Change.CreateAccount()))
        .isInstanceOf(Applied.Unknown.class);
  }

  @Test
  void onPostgresAnotherSpellingIsNotASecondAccount() throws ToolException {
    connector.close();
    sandbox.close();
    sandbox =
        Sandbox.start(
            List.of(SimulatorSpec.drone("drone", 0, SEED.on(DroneSeed.Database.POSTGRES))));
    connector = open();

    Observation seen = connector.observe(person("aDA"), Set.of("server"));

    assertThat(seen.account().map(ObservedAccount::login)).hasValue("Ada");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@acme.example", "a b", "..", "ünal", ""})
  void aLoginThatDroneRefusesIsSaidBeforeAnyCall(String login) {
    int before = drone().requests().size();

    assertThat(connector.apply(person(login), new Change.CreateAccount()))
        .isInstanceOfSatisfying(
            Applied.Invalid.class, invalid -> assertThat(invalid.why()).contains("e-mail"));

    assertThat(drone().requests()).hasSize(before);
  }

  @Test
  void aLoginThatLooksLikeAnIdIsNotTakenForOne() throws ToolException {
    long ada = drone().user("ada").orElseThrow().id();
    fail(
        "GET",
        ".*/users/" + ada,
        Fault.respond(
            200,
            "{\"id\":77,\"login\":\""
                + ada
                + "\",\"machine\":false,\"admin\":false,\"active\":true}"));

    assertThat(connector.observe(linked(ada), Set.of()).account().map(ObservedAccount::login))
        .hasValue("Ada");
    assertThat(connector.observe(person("1"), Set.of()).account()).isEmpty();
  }

  @Test
  void offboardingGoesInTheOrderThatWasProved() {
    connector.apply(person("ada"), new Change.Revoke("server", "user"));

    assertThat(drone().requests())
        .filteredOn(request -> !request.method().equals("GET"))
        .extracting(JournalEntry::method)
        .containsExactly("PATCH", "POST", "DELETE");
    assertThat(drone().user("ada")).isEmpty();
  }

  @Test
  void anOldServerThatCannotRotateIsNoObstacle() {
    fail("POST", ".*/token/rotate", Fault.respond(404, "404 page not found"));
    assertThat(connector.apply(person("ada"), new Change.RevokeCredentials()))
        .isInstanceOf(Applied.Done.class);

    fail("POST", ".*/token/rotate", Fault.refuse(404, "database is locked"));
    assertThat(connector.apply(person("ada"), new Change.RevokeCredentials()))
        .isInstanceOf(Applied.Unknown.class);
  }

  @Test
  void rolecallDoesNotLockItselfOut() {
    long root = drone().user("root").orElseThrow().id();
    for (Change change :
        List.of(
            new Change.DisableAccount(),
            new Change.DeleteAccount(),
            new Change.RevokeCredentials(),
            new Change.Revoke("server", "admin"),
            new Change.ChangeRole("server", "admin", "user", Optional.empty()))) {
      assertThat(connector.apply(linked(root), change)).isInstanceOf(Applied.Refused.class);
    }
    assertThat(drone().user("root").orElseThrow().admin()).isTrue();
  }

  @Test
  void anInactiveAccountIsEnabledAndKeepsNoAdminOfBefore() throws ToolException {
    drone().setByHand("ada", false, false);
    assertThat(connector.observe(person("ada"), Set.of()).account().map(ObservedAccount::presence))
        .hasValue(Presence.DISABLED);

    assertThat(connector.apply(person("ada"), new Change.EnableAccount()))
        .isInstanceOf(Applied.Done.class);

    assertThat(drone().user("ada").orElseThrow())
        .returns(true, user -> user.active())
        .returns(false, user -> user.admin());
  }

  @Test
  void machinesAreBots() throws ToolException {
    assertThat(connector.holders("server"))
        .filteredOn(holder -> holder.account().bot())
        .extracting(holder -> holder.account().login())
        .containsExactly("root");
  }

  @Test
  void aTokenOfNoAdministratorStopsTheInstance() throws ToolException {
    drone().setByHand("root", false, true);

    assertThat(connector.check().problems()).hasSize(1);
    assertThat(connector.apply(person("eva"), new Change.CreateAccount()))
        .isInstanceOf(Applied.Unauthorised.class);
  }

  private Connector open() {
    return new DroneConnectorType()
        .open(
            new ToolSettings(
                "drone", sandbox.url("drone"), () -> TOKEN, Map.of(), Duration.ofSeconds(5)));
  }

  private Drone drone() {
    return sandbox.drone("drone");
  }

  private void fail(String method, String path, Fault fault) {
    drone().faults().add(FaultRule.on(method, path, fault).once());
  }

  private static Whom person(String login) {
    return new Whom(
        Optional.empty(),
        List.of(new Whom.Lookup(Whom.By.LOGIN, login)),
        Optional.of(login),
        Optional.empty(),
        Optional.empty());
  }

  private static Whom linked(long id) {
    return new Whom(
        Optional.of(Long.toString(id)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
