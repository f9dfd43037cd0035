package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.Refusal;
import dev.rolecall.schemas.avro.Rejected;
import dev.rolecall.schemas.avro.ReplaceUser;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.views.log.ViewBehindException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IngestServiceTest {

  private static final String ADA =
      "{\"userName\":\"ada@acme.example\",\"password\":\"s3cret-pw\"}";
  private static final Answer OUTDATED =
      new Answer.Refused(new Rejected(Refusal.VERSION_MISMATCH, "other", null));

  private static final String DEACTIVATE =
      "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}";

  private RunningIngest ingest;

  @BeforeEach
  void start() throws Exception {
    ingest = new RunningIngest();
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void withoutAValidTokenNothingIsAnswered() throws Exception {
    for (String token :
        new String[] {"", "Bearer wrong", "Bearer " + RunningIngest.EXPIRED_TOKEN}) {
      HttpResponse<String> response =
          ingest.send("GET", "/scim/v2/Users", Map.of("Authorization", token), "");
      isError(response, 401);
      assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    }
  }

  @Test
  void aTokenOpensOnlyItsOwnDirectory() throws Exception {
    String id = created();
    Map<String, String> other = Map.of("Authorization", "Bearer " + RunningIngest.OTHER_TOKEN);
    isError(ingest.send("GET", "/scim/v2/Users/" + id, other, ""), 404);
    assertThat(ingest.scim("GET", "/Users/" + id, "").statusCode()).isEqualTo(200);
  }

  @Test
  void errorsOfEveryKindAreScimErrors() throws Exception {
    isError(ingest.send("GET", "/nowhere", Map.of(), ""), 404);
    isError(ingest.scim("GET", "/Nowhere", ""), 404);
    isError(ingest.scim("DELETE", "/Users", ""), 405);
    isError(ingest.scim("POST", "/Users", "{no json"), 400);
    isError(ingest.scim("POST", "/Users", Map.of("Content-Type", "text/plain"), "x"), 415);
    isError(ingest.scim("GET", "/Users?filter=(((", ""), 400);
    isError(ingest.scim("POST", "/Users", "x".repeat(10 * 1024 * 1024 + 1)), 413);
  }

  @Test
  void aBugIsAnsweredWithoutSayingWhat() throws Exception {
    ingest.acme.instead.add(question -> {
      throw new IllegalStateException("a secret detail");
    });
    HttpResponse<String> response = ingest.scim("POST", "/Users", ADA);
    isError(response, 500);
    assertThat(response.body()).doesNotContain("secret");
  }

  @Test
  void whatIsNotKnownIsAnsweredWithTryAgain() throws Exception {
    ingest.acme.instead.add(
        question -> CompletableFuture.completedFuture(new Answer.Unknown("no outcome in time")));
    HttpResponse<String> response = ingest.scim("POST", "/Users", ADA);
    isError(response, 503);
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void aReadThatCannotBeNewestIsNotAnswered() throws Exception {
    ingest.acme.reader.barrier = new ViewBehindException("behind", null);
    isError(ingest.scim("GET", "/Users", ""), 503);
  }

  @Test
  void theClientsIdFollowsTheRequestUnlessItIsUnfit() throws Exception {
    HttpResponse<String> response =
        ingest.scim("POST", "/Users", Map.of("X-Request-Id", "req-7"), ADA);
    assertThat(response.headers().firstValue("X-Request-Id")).hasValue("req-7");
    assertThat(ingest.acme.commands.getFirst().getCorrelation()).isEqualTo("req-7");
    HttpResponse<String> other =
        ingest.scim("GET", "/Users", Map.of("X-Request-Id", "x".repeat(65)), "");
    assertThat(other.headers().firstValue("X-Request-Id").orElseThrow()).hasSize(36);
  }

  @Test
  void aCommandNamesTheTokenAndTheRequestAndNoPassword() throws Exception {
    HttpResponse<String> response = ingest.scim("POST", "/Users?attributes=userName", ADA);
    var command = ingest.acme.commands.getFirst();
    assertThat(command.getActor().getName()).isEqualTo("okta");
    assertThat(command.getRequest()).isEqualTo("POST /Users");
    assertThat(command.toString()).contains("ada@acme.example").doesNotContain("s3cret-pw");
    assertThat(response.body()).doesNotContain("s3cret-pw");
  }

  @Test
  void aConflictIsReadAndAppliedAgain() throws Exception {
    String id = created();
    somebodyElseIsFaster(id, 1);
    HttpResponse<String> response = ingest.scim("PATCH", "/Users/" + id, DEACTIVATE);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(ingest.acme.commands)
        .extracting(command -> command.getIntent())
        .filteredOn(intent -> intent instanceof ReplaceUser)
        .extracting(intent -> ((ReplaceUser) intent).getBasedOn())
        .containsExactly(1L, 2L);
  }

  @Test
  void sixConflictsInARowAreGivenUp() throws Exception {
    String id = created();
    somebodyElseIsFaster(id, 6);
    isError(ingest.scim("PATCH", "/Users/" + id, DEACTIVATE), 503);
    assertThat(ingest.acme.commands).hasSize(7);
  }

  @Test
  void aChangeThatBeganFromAnOldStateIsDecidedOnTheNewest() throws Exception {
    String id = created();
    UserState old = newest(id);
    ingest.acme.touch(id);
    ingest.acme.reader.behind.add(Optional.of(old));
    ingest.acme.instead.add(question -> CompletableFuture.completedFuture(OUTDATED));

    assertThat(ingest.scim("PATCH", "/Users/" + id, DEACTIVATE).statusCode()).isEqualTo(200);

    assertThat(basedOn()).containsExactly(1L, 2L);
  }

  @Test
  void whatOnlyAnOldStateAlreadyIsIsWrittenAllTheSame() throws Exception {
    String id = created();
    UserState old = newest(id);
    User inactive = User.newBuilder(old.getUser()).setActive(false).build();
    ingest.acme.reader.behind.add(Optional.of(UserState.newBuilder(old).setUser(inactive).build()));

    assertThat(ingest.scim("PATCH", "/Users/" + id, DEACTIVATE).statusCode()).isEqualTo(200);

    assertThat(newest(id).getUser().getActive()).isFalse();
  }

  @Test
  void aUserWhomTheViewDoesNotHaveYetIsChanged() throws Exception {
    String id = created();
    ingest.acme.reader.behind.add(Optional.empty());

    assertThat(ingest.scim("PATCH", "/Users/" + id, DEACTIVATE).statusCode()).isEqualTo(200);
  }

  @Test
  void aStateThatIsOlderThanWhatWasWrittenHereIsNotBegunFrom() throws Exception {
    String id = created();
    UserState old = newest(id);
    assertThat(ingest.scim("PATCH", "/Users/" + id, DEACTIVATE).statusCode()).isEqualTo(200);
    ingest.acme.reader.behind.add(Optional.of(old));

    String activate = DEACTIVATE.replace("false", "true").replace("False", "true");
    assertThat(ingest.scim("PATCH", "/Users/" + id, activate).statusCode()).isEqualTo(200);

    assertThat(basedOn()).containsExactly(1L, 2L);
  }

  private UserState newest(String id) {
    return ingest.acme.reader.user("acme", id).orElseThrow();
  }

  private List<Long> basedOn() {
    return ingest.acme.commands.stream()
        .map(command -> command.getIntent())
        .filter(ReplaceUser.class::isInstance)
        .map(intent -> ((ReplaceUser) intent).getBasedOn())
        .toList();
  }

  @Test
  void aClientThatNamesItsVersionIsToldOfAConflict() throws Exception {
    String id = created();
    isError(ingest.scim("PATCH", "/Users/" + id, Map.of("If-Match", "W/\"9\""), DEACTIVATE), 412);
    somebodyElseIsFaster(id, 1);
    isError(ingest.scim("PATCH", "/Users/" + id, Map.of("If-Match", "W/\"1\""), DEACTIVATE), 412);
    isError(ingest.scim("DELETE", "/Users/" + id, Map.of("If-Match", "W/\"1\""), ""), 412);
    assertThat(
            ingest.scim("DELETE", "/Users/" + id, Map.of("If-Match", "W/\"2\""), "").statusCode())
        .isEqualTo(204);
  }

  @Test
  void aLargeGroupTravelsInPartsOfOneBatch() throws Exception {
    String members =
        IntStream.range(0, 900)
            .mapToObj(i -> "{\"value\":\"u" + i + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    HttpResponse<String> response =
        ingest.scim("POST", "/Groups", "{\"displayName\":\"All\",\"members\":" + members + "}");
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(ingest.acme.commands).hasSize(3);
    CreateGroup first = (CreateGroup) ingest.acme.commands.getFirst().getIntent();
    ChangeGroup last = (ChangeGroup) ingest.acme.commands.getLast().getIntent();
    assertThat(first.getMembers()).hasSize(400);
    assertThat(last.getAdd()).hasSize(100);
    assertThat(last.getBatch().getId()).isEqualTo(first.getBatch().getId());
    assertThat(last.getBatch().getPart()).isEqualTo(2);
  }

  @Test
  void aRenameWithMembersIsOneCommand() throws Exception {
    ingest.scim("POST", "/Groups", "{\"displayName\":\"A\"}");
    String id = ((CreateGroup) ingest.acme.commands.getFirst().getIntent()).getId();
    ingest.scim(
        "PATCH",
        "/Groups/" + id,
        "{\"Operations\":[{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"B\"},"
            + "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}]}");
    assertThat(ingest.acme.commands).hasSize(2);
  }

  @Test
  void readinessTellsWhatIsMissing() throws Exception {
    assertThat(ingest.send("GET", "/health/ready", Map.of(), "").statusCode()).isEqualTo(200);
    ingest.health.add("view", () -> Optional.of("behind"));
    HttpResponse<String> response = ingest.send("GET", "/health/ready", Map.of(), "");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("behind");
    assertThat(ingest.send("GET", "/health/live", Map.of(), "").statusCode()).isEqualTo(200);
    assertThat(ingest.send("GET", "/metrics", Map.of(), "").body()).contains("rolecall_up 1");
  }

  @Test
  void aRunningRequestIsFinishedBeforeTheStop() throws Exception {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    CompletableFuture<Void> asked = new CompletableFuture<>();
    ingest.acme.instead.add(question -> {
      asked.complete(null);
      return answer.thenApply(ignored -> ingest.acme.decide(question));
    });
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> {
          try {
            return ingest.scim("POST", "/Users", ADA);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    asked.join();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(ingest.service::close);
    assertThat(stopped).isNotDone();
    answer.complete(new Answer.NotSent("never seen"));
    assertThat(response.join().statusCode()).isEqualTo(201);
    stopped.join();
  }

  private String created() throws Exception {
    ingest.scim("POST", "/Users", ADA);
    return ingest.acme.users.keySet().iterator().next();
  }

  private void somebodyElseIsFaster(String id, int times) {
    for (int i = 0; i < times; i++) {
      ingest.acme.instead.add(question -> {
        ingest.acme.touch(id);
        return CompletableFuture.completedFuture(OUTDATED);
      });
    }
  }

  private static void isError(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/scim+json");
    assertThat(response.body())
        .contains("urn:ietf:params:scim:api:messages:2.0:Error", "\"status\":\"" + status + "\"");
  }
}
