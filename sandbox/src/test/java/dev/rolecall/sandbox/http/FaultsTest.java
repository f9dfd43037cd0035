package dev.rolecall.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.sandbox.Http;
import dev.rolecall.sandbox.Sandbox;
import dev.rolecall.sandbox.SimulatorSpec;
import dev.rolecall.sandbox.drone.Drone;
import dev.rolecall.sandbox.drone.DroneSeed;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final Sandbox sandbox =
      Sandbox.start(
          List.of(SimulatorSpec.drone("drone", 0, DroneSeed.withAdmin("root", "secret"))));
  private final Drone drone = sandbox.drone("drone");
  private final Http admin = Http.bearer(sandbox.url("drone"), "secret");

  @AfterEach
  void close() {
    admin.close();
    sandbox.close();
  }

  @Test
  void aLostResponseLeavesTheChangeBehind() {
    drone.faults().add(FaultRule.on("POST", "/api/users", Fault.loseResponse()).once());

    assertThatThrownBy(() -> admin.attempt("POST", "/api/users", "{\"login\":\"ada\"}"))
        .isInstanceOf(IOException.class);

    assertThat(drone.user("ada")).isPresent();
    JournalEntry entry = drone.requests().getLast();
    assertThat(entry.fate()).isEqualTo(JournalEntry.Fate.LOST);
    assertThat(entry.status()).isEqualTo(200);
    assertThat(admin.post("/api/users", "{\"login\":\"ada\"}").status()).isEqualTo(500);
  }

  @Test
  void aConnectionClosedBeforeTheChangeLeavesNothingBehind() {
    drone.faults().add(FaultRule.on("*", "/api/users", Fault.closeBeforeChange()).once());

    assertThatThrownBy(() -> admin.attempt("POST", "/api/users", "{\"login\":\"ada\"}"))
        .isInstanceOf(IOException.class);

    assertThat(drone.user("ada")).isEmpty();
    assertThat(drone.requests().getLast().fate()).isEqualTo(JournalEntry.Fate.REFUSED);
  }

  @Test
  void aRuleStrikesAsOftenAsItSaysAfterLettingSomePass() {
    drone
        .faults()
        .add(
            FaultRule.on("GET", "/api/user", Fault.tooManyRequests(Duration.ofSeconds(7)))
                .after(1)
                .once());

    assertThat(admin.get("/api/user").status()).isEqualTo(200);
    Http.Reply refused = admin.get("/api/user");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).contains("7");
    assertThat(admin.get("/api/user").status()).isEqualTo(200);
    assertThat(drone.faults().rules()).isEmpty();
  }

  @Test
  void chanceIsTheSameForTheSameSeed() {
    Faults one = new Faults(new Random(7));
    Faults other = new Faults(new Random(7));
    FaultRule half = FaultRule.on("GET", "/", Fault.respond(500, "")).withProbability(0.5);
    one.add(half);
    other.add(half);

    List<Boolean> struck = strikes(one);
    assertThat(struck).isEqualTo(strikes(other)).contains(true, false);
  }

  private static List<Boolean> strikes(Faults faults) {
    return IntStream.range(0, 50).mapToObj(i -> faults.decide("GET", "/").fault() != null).toList();
  }

  @Test
  void aSlowAnswerIsADelayedOne() {
    drone.faults().add(FaultRule.on("GET", "/api/user", Fault.delay(Duration.ofMillis(60))));
    long before = System.nanoTime();

    assertThat(admin.get("/api/user").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(50));
  }

  @Test
  void anExpiredTokenStaysExpiredUntilTokensAreRenewed() {
    drone.faults().add(FaultRule.on("GET", "/api/users", Fault.expireToken()).once());

    assertThat(admin.get("/api/users").status()).isEqualTo(401);
    assertThat(admin.get("/api/user").status()).isEqualTo(401);
    drone.renewTokens();
    assertThat(admin.get("/api/user").status()).isEqualTo(200);
  }

  @Test
  void everythingCanBeDoneWithCurl() {
    String rule =
        "{\"method\":\"GET\",\"path\":\"/api/user\",\"fault\":\"respond\",\"status\":503,"
            + "\"headers\":{\"Retry-After\":\"1\"},\"body\":\"busy\",\"times\":1}";
    assertThat(admin.post("/_sandbox/faults", rule).status()).isEqualTo(201);
    assertThat(admin.get("/_sandbox/faults").json().path(0).path("fault").asText())
        .isEqualTo("respond");

    assertThat(admin.get("/api/user").body()).isEqualTo("busy");

    assertThat(admin.get("/_sandbox/requests").json().path(0).path("status").asInt())
        .isEqualTo(503);
    assertThat(admin.post("/_sandbox/users/eve", "").status()).isEqualTo(201);
    assertThat(admin.get("/_sandbox/state").json().path("users").findValuesAsText("login"))
        .containsExactly("eve", "root");
    assertThat(admin.post("/_sandbox/reset", "").status()).isEqualTo(204);
    assertThat(drone.users()).hasSize(1);
    assertThat(drone.requests()).isEmpty();
    assertThat(admin.post("/_sandbox/faults", "{\"fault\":\"earthquake\"}").status())
        .isEqualTo(400);
  }

  @Test
  void theJournalKnowsNoCredential() {
    admin.get("/api/user?access_token=secret&page=1");

    assertThat(drone.requests().getLast().path()).isEqualTo("/api/user?access_token=***&page=1");
    assertThat(admin.get("/_sandbox/requests").body()).doesNotContain("secret");
  }

  @Test
  void theJournalForgetsTheOldestFirst() {
    Journal journal = new Journal();
    Call call = Call.of("GET", "/api/user", "", Map.of(), "");
    for (int i = 0; i <= Journal.CAPACITY; i++) {
      journal.add(Instant.EPOCH, call, 200, JournalEntry.Fate.ANSWERED);
    }

    assertThat(journal.entries()).hasSize(Journal.CAPACITY);
    assertThat(journal.entries().getFirst().number()).isEqualTo(2);
  }
}
