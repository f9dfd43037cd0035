package dev.rolecall.ingest.http;

import static dev.rolecall.ingest.http.ScimRequests.body;
import static dev.rolecall.ingest.http.ScimRequests.group;
import static dev.rolecall.ingest.http.ScimRequests.quoted;
import static dev.rolecall.ingest.http.ScimRequests.user;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.ingest.scim.Limits;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.exchange.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 7644 § 3.7. */
class BulkTest {

  private final AtomicReference<Instant> now = new AtomicReference<>(MemoryDirectory.START);
  private RunningIngest ingest;

  @BeforeEach
  void start() throws Exception {
    ingest = new RunningIngest(RunningIngest.DIRECT, Profile.AUTO, Bounds.USUAL, now::get);
  }

  @AfterEach
  void stop() throws IOException {
    ingest.close();
  }

  @Test
  void eachOperationIsACommandWithAnOutcomeOfItsOwn() throws Exception {
    String ada = user(ingest, "ada");
    String bob = user(ingest, "bob");
    String eve = user(ingest, "eve");
    JsonNode done =
        bulk(
            "{'method':'POST','path':'/Users','bulkId':'q','data':{'userName':'new'}}",
            "{'method':'PUT','path':'/Users/%s','data':{'userName':'ada2'}}".formatted(ada),
            ("{'method':'PATCH','path':'/Users/%s','data':{'schemas':"
                    + "['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':"
                    + "[{'op':'replace','path':'active','value':false}]}}")
                .formatted(bob),
            "{'method':'DELETE','path':'/Users/%s'}".formatted(eve));
    assertThat(statuses(done)).containsExactly("201", "200", "200", "204");
    assertThat(done.at("/schemas/0").asText())
        .isEqualTo("urn:ietf:params:scim:api:messages:2.0:BulkResponse");
    assertThat(done.at("/Operations/0/bulkId").asText()).isEqualTo("q");
    assertThat(done.at("/Operations/0/version").asText()).isEqualTo("W/\"1\"");
    assertThat(done.at("/Operations/1/version").asText()).isEqualTo("W/\"2\"");
    assertThat(done.at("/Operations/0/location").asText())
        .startsWith(ingest.address("/scim/v2/Users/"));
    assertThat(done.at("/Operations/3/location").asText())
        .isEqualTo(ingest.address("/scim/v2/Users/" + eve));
    assertThat(done.at("/Operations/0/response").isMissingNode()).isTrue();
    assertThat(ingest.acme.commands).hasSize(7);
    assertThat(ingest.acme.commands.get(3).getRequest()).isEqualTo("POST /Users in POST /Bulk");
  }

  @Test
  void aNewGroupCanHaveNewMembersWhateverTheirOrder() throws Exception {
    JsonNode done =
        bulk(
            "{'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'G','members':"
                + "[{'value':'bulkId:a'},{'value':'bulkId:b','$ref':'/Users/bulkId:b'}]}}",
            "{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'a'}}",
            "{'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b'}}");
    assertThat(statuses(done)).containsExactly("201", "201", "201");
    assertThat(members(id(done, 0))).containsExactlyInAnyOrder(id(done, 1), id(done, 2));
    assertThat(ingest.acme.commands).hasSize(3);
  }

  @Test
  void aReferenceCanStandInAPathAndInAFilter() throws Exception {
    String group = group(ingest, "G");
    JsonNode done =
        bulk(
            "{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'a'}}",
            ("{'method':'PATCH','path':'/Groups/%s','data':{'Operations':[{'op':'add',"
                    + "'path':'members','value':[{'value':'bulkId:a'}]}]}}")
                .formatted(group),
            "{'method':'PUT','path':'/Users/bulkId:a','data':{'userName':'a','title':'T'}}",
            ("{'method':'PATCH','path':'/Groups/%s','data':{'Operations':[{'op':'remove',"
                    + "'path':'members[value eq \\'bulkId:a\\']'}]}}")
                .formatted(group)
                .replace("\\'", "\\\""));
    assertThat(statuses(done)).containsExactly("201", "204", "200", "204");
    assertThat(members(group)).isEmpty();
    assertThat(stored(id(done, 0)).getTitle()).isEqualTo("T");
  }

  @Test
  void groupsCanBeMembersOfEachOtherAndOfThemselves() throws Exception {
    JsonNode done =
        bulk(
            "{'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'G','members':"
                + "[{'value':'bulkId:h'},{'value':'x1'}]}}",
            "{'method':'POST','path':'/Groups','bulkId':'h','data':{'displayName':'H','members':"
                + "[{'value':'bulkId:g'},{'value':'bulkId:h'}]}}");
    assertThat(statuses(done)).containsExactly("201", "201");
    assertThat(members(id(done, 0))).containsExactlyInAnyOrder(id(done, 1), "x1");
    assertThat(members(id(done, 1))).containsExactlyInAnyOrder(id(done, 0), id(done, 1));
    assertThat(done.at("/Operations/1/version").asText()).isEqualTo("W/\"1.2\"");
  }

  @Test
  void usersCanBeEachOthersManagers() throws Exception {
    String data =
        "{'method':'POST','path':'/Users','bulkId':'%s','data':{'userName':'%s',"
            + "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':"
            + "{'department':'D','manager':{'value':'bulkId:%s'}}}}";
    JsonNode done = bulk(data.formatted("a", "a", "b"), data.formatted("b", "b", "a"));
    assertThat(statuses(done)).containsExactly("201", "201");
    for (int i = 0; i < 2; i++) {
      var enterprise = requireNonNull(stored(id(done, i)).getEnterprise());
      assertThat(enterprise.getManager()).isEqualTo(id(done, 1 - i));
      assertThat(enterprise.getDepartment()).isEqualTo("D");
    }
  }

  @Test
  void whatRefersToAFailedCreationFailsWithoutACommand() throws Exception {
    user(ingest, "taken");
    JsonNode done =
        bulk(
            "{'method':'POST','path':'/Groups','bulkId':'g','data':{'displayName':'G','members':"
                + "[{'value':'bulkId:a'}]}}",
            "{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'taken'}}",
            "{'method':'POST','path':'/Groups','bulkId':'h','data':{'displayName':'H','members':"
                + "[{'value':'bulkId:nobody'}]}}");
    assertThat(statuses(done)).containsExactly("409", "409", "409");
    assertThat(done.at("/Operations/0/response/scimType").asText()).isEqualTo("invalidValue");
    assertThat(done.at("/Operations/1/response/scimType").asText()).isEqualTo("uniqueness");
    assertThat(done.at("/Operations/1/response/status").asText()).isEqualTo("409");
    assertThat(done.at("/Operations/0/location").isMissingNode()).isTrue();
    assertThat(ingest.acme.commands).hasSize(2);
  }

  @Test
  void inACircleWhatCannotBeAddedIsAnErrorOfTheResourceThatIsThere() throws Exception {
    user(ingest, "taken");
    String manager =
        "'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'manager':'bulkId:%s'}";
    JsonNode done =
        bulk(
            ("{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'taken',"
                    + manager.formatted("b"))
                + "}}",
            ("{'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b',"
                    + manager.formatted("a"))
                + "}}");
    assertThat(statuses(done)).containsExactly("409", "409");
    assertThat(done.at("/Operations/1/location").asText()).contains("/Users/");
    assertThat(ingest.acme.users).hasSize(2);
  }

  @Test
  void afterTheErrorsThatTheClientAcceptsNothingMoreIsBegun() throws Exception {
    HttpResponse<String> response =
        post(
            "{'failOnErrors':2,'Operations':["
                + "{'method':'DELETE','path':'/Users/none'},"
                + "{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'a'}},"
                + "{'method':'DELETE','path':'/Users/none'},"
                + "{'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b'}}]}");
    assertThat(statuses(body(response))).containsExactly("404", "201", "404");
    assertThat(ingest.acme.users).hasSize(1);
  }

  @Test
  void aVersionIsACondition() throws Exception {
    String ada = user(ingest, "ada");
    String put =
        "{'method':'PUT','path':'/Users/%s','version':'W/\\'%d\\'','data':{'userName':'%s'}}";
    JsonNode done =
        bulk(
            put.formatted(ada, 7, "no").replace("\\'", "\\\""),
            put.formatted(ada, 1, "yes").replace("\\'", "\\\""));
    assertThat(statuses(done)).containsExactly("412", "200");
    assertThat(stored(ada).getUserName()).isEqualTo("yes");
  }

  @Test
  void whatIsNoOperationIsAnErrorOfThatOperationAlone() throws Exception {
    JsonNode done =
        bulk(
            "{'method':'GET','path':'/Users'}",
            "{'method':'POST','path':'/Bulk','bulkId':'x','data':{'Operations':[]}}",
            "{'method':'POST','path':'/Robots','bulkId':'y','data':{}}",
            "{'method':'PUT','path':'/Users','data':{}}",
            "{'method':'POST','path':'/Users','bulkId':'z'}",
            "7",
            "{'method':'DELETE'}",
            "{'method':'DELETE','path':'/Users/%zz'}",
            "{'method':'POST','path':'/Users','bulkId':'ok','data':{'userName':'a'}}",
            "{'method':'POST','path':'/Users','bulkId':'ok','data':{'userName':'b'}}");
    assertThat(statuses(done))
        .containsExactly("400", "400", "404", "405", "400", "400", "400", "400", "201", "400");
  }

  @Test
  void aBulkRequestOverALimitIsTooLargeAndTheLimitIsNamed() throws Exception {
    String operations =
        IntStream.rangeClosed(0, Limits.MAX_BULK_OPERATIONS)
            .mapToObj(i -> "{'method':'DELETE','path':'/Users/x'}")
            .collect(Collectors.joining(","));
    isTooLarge(post("{'Operations':[" + operations + "]}"), "maxOperations (1000)");
    isTooLarge(post("'" + "x".repeat(Limits.MAX_BULK_BYTES) + "'"), "maxPayloadSize (4194304)");
    assertThat(post("{'Operations':[]}").statusCode()).isEqualTo(400);
    assertThat(post("[]").statusCode()).isEqualTo(400);
    JsonNode config = body(ingest.scim("GET", "/ServiceProviderConfig", ""));
    assertThat(config.at("/bulk/supported").asBoolean()).isTrue();
    assertThat(config.at("/bulk/maxOperations").asInt()).isEqualTo(1_000);
    assertThat(config.at("/bulk/maxPayloadSize").asInt()).isEqualTo(4_194_304);
  }

  @Test
  void whatIsLateIsAnsweredAsNotDoneAndNothingHangs() throws Exception {
    ingest.acme.instead.add(question -> {
      now.set(now.get().plus(Duration.ofSeconds(31)));
      return CompletableFuture.completedFuture(ingest.acme.decide(question));
    });
    JsonNode done =
        bulk(
            "{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'a'}}",
            "{'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b'}}");
    assertThat(statuses(done)).containsExactly("201", "503");
    assertThat(ingest.acme.users).hasSize(1);
  }

  @Test
  void theDeadlineOfACommandCountsFromTheBeginningOfItsOperation() throws Exception {
    ingest.acme.instead.add(question -> {
      now.set(now.get().plus(Duration.ofSeconds(20)));
      return CompletableFuture.completedFuture(ingest.acme.decide(question));
    });
    bulk(
        "{'method':'POST','path':'/Users','bulkId':'a','data':{'userName':'a'}}",
        "{'method':'POST','path':'/Users','bulkId':'b','data':{'userName':'b'}}");
    assertThat(ingest.acme.commands.getLast().getReceivedAt())
        .isEqualTo(MemoryDirectory.START.plusSeconds(20));
  }

  @Test
  void aDirectoryHasFewBulkRequestsAtATime() throws Exception {
    CountDownLatch asked = new CountDownLatch(Bulk.MOST_AT_A_TIME);
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    String one = "{'Operations':[{'method':'DELETE','path':'/Users/x'}]}";
    List<CompletableFuture<Integer>> running = new ArrayList<>();
    for (int i = 0; i < Bulk.MOST_AT_A_TIME; i++) {
      ingest.acme.instead.add(question -> {
        asked.countDown();
        return answer;
      });
      running.add(CompletableFuture.supplyAsync(() -> unchecked(one), Thread::startVirtualThread));
    }
    asked.await();
    HttpResponse<String> refused = post(one);
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    answer.complete(new Answer.NotSent("test"));
    for (CompletableFuture<Integer> each : running) {
      assertThat(each.join()).isEqualTo(200);
    }
    assertThat(post(one).statusCode()).isEqualTo(200);
  }

  @Test
  void libertiesInABulkRequestAreCounted() throws Exception {
    post(
        "{'operations':[{'method':'post','path':'users','bulkId':'a','data':{'userName':'a',"
            + "'active':'True'}}]}");
    assertThat(ingest.deviations("message")).isEqualTo(1);
    assertThat(ingest.deviations("string-boolean")).isEqualTo(1);
    assertThat(ingest.deviations("address-case")).isEqualTo(2);
  }

  private User stored(String id) {
    return requireNonNull(ingest.acme.users.get(id)).getUser();
  }

  private int unchecked(String json) {
    try {
      return post(json).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode bulk(String... operations) throws Exception {
    HttpResponse<String> response =
        post(
            "{'schemas':['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],'Operations':["
                + String.join(",", operations)
                + "]}");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return body(response);
  }

  private HttpResponse<String> post(String json) throws Exception {
    return ingest.scim("POST", "/Bulk", quoted(json));
  }

  private static void isTooLarge(HttpResponse<String> response, String limit) throws Exception {
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(body(response).path("status").asText()).isEqualTo("413");
    assertThat(body(response).path("detail").asText()).contains(limit);
  }

  private static List<String> statuses(JsonNode response) {
    List<String> statuses = new ArrayList<>();
    response.path("Operations").forEach(each -> statuses.add(each.path("status").textValue()));
    return statuses;
  }

  private static String id(JsonNode response, int operation) {
    String location = response.at("/Operations/" + operation + "/location").asText();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private List<String> members(String group) throws Exception {
    JsonNode body = body(ingest.scim("GET", "/Groups/" + group, ""));
    return body.path("members").findValuesAsText("value");
  }
}
