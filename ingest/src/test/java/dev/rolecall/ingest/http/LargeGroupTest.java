package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.views.log.ViewBusyException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups that are too large to be handled in one piece. */
class LargeGroupTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 100_000;

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
  void aGroupOfAHundredThousandIsWrittenReadAndReplaced() throws Exception {
    HttpResponse<String> created = ingest.scim("POST", "/Groups", body(0, MOST));
    assertThat(created.statusCode()).as("%.300s", created.body()).isEqualTo(201);
    String path = "/Groups/" + JSON.readTree(created.body()).path("id").asText();
    List<String> everybody = sorted(ids(0, MOST));
    assertThat(sorted(created)).isEqualTo(everybody);

    HttpResponse<String> read = ingest.scim("GET", path, "");
    assertThat(read.headers().firstValue("Content-Length")).isEmpty();
    assertThat(sorted(read)).isEqualTo(everybody);
    assertThat(JSON.readTree(read.body()).at("/members/0/$ref").asText()).contains("/Users/m");
    HttpResponse<String> part = ingest.scim("GET", path + "?attributes=members.value", "");
    assertThat(JSON.readTree(part.body()).path("members").get(7).properties()).hasSize(1);

    int before = ingest.acme.commands.size();
    HttpResponse<String> replaced = ingest.scim("PUT", path, body(1, MOST + 1));
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(sorted(replaced)).isEqualTo(sorted(ids(1, MOST + 1)));
    assertThat(ingest.acme.commands).hasSize(before + 1);
    ChangeGroup change = (ChangeGroup) ingest.acme.commands.getLast().getIntent();
    assertThat(change.getAdd()).containsExactly("m" + MOST);
    assertThat(change.getRemove()).containsExactly("m0");
  }

  @Test
  void aChangeOfOneMemberReadsTheSameOfAnyGroup() throws Exception {
    List<List<Integer>> costs = new ArrayList<>();
    for (int size : new int[] {10, 20_000}) {
      String path = created(body(0, size, "Of " + size));
      for (String operation :
          List.of(
              "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"new\"}]}",
              "{\"op\":\"remove\",\"path\":\"members[value eq \\\"m3\\\"]\"}",
              "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Renamed " + size + "\"}")) {
        int reads = ingest.acme.reader.reads.get();
        int members = ingest.acme.reader.membersRead.get();
        int commands = ingest.acme.commands.size();
        HttpResponse<String> patched =
            ingest.scim("PATCH", path, "{\"Operations\":[" + operation + "]}");
        assertThat(patched.statusCode()).as(patched.body()).isEqualTo(204);
        costs.add(
            List.of(
                ingest.acme.reader.reads.get() - reads,
                ingest.acme.reader.membersRead.get() - members,
                ingest.acme.commands.size() - commands));
      }
    }
    assertThat(costs).containsOnly(List.of(0, 0, 1));
  }

  @Test
  void whoeverStaysIsThereOnceWhileOthersComeAndGo() throws Exception {
    String path = created(body(0, 5_000));
    CountDownLatch parts = new CountDownLatch(3);
    ingest.acme.reader.beforeMembers =
        () -> {
          parts.countDown();
          if (parts.getCount() == 1) {
            change(path, "remove", "m0", "m4999", "m2500");
            change(path, "add", "a-new", "z-new");
          }
        };
    HttpResponse<String> read = ingest.scim("GET", path, "");
    ingest.acme.reader.beforeMembers = () -> {};
    Set<String> stayed = new HashSet<>(ids(0, 5_000));
    stayed.removeAll(Set.of("m0", "m4999", "m2500"));
    Set<String> met = new HashSet<>(members(read));
    assertThat(met).hasSameSizeAs(members(read));
    stayed.removeAll(met);
    assertThat(stayed).isEmpty();

    // The tag is of the time before: whoever relies on what was read is told that it is no more so.
    String tag = read.headers().firstValue("ETag").orElseThrow();
    assertThat(ingest.scim("DELETE", path, Map.of("If-Match", tag), "").statusCode())
        .isEqualTo(412);
  }

  private void change(String path, String op, String... members) {
    String values =
        List.of(members).stream()
            .map(each -> "{\"value\":\"" + each + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    String body =
        "{\"Operations\":[{\"op\":\"%s\",\"path\":\"members\",\"value\":%s}]}"
            .formatted(op, values);
    try {
      assertThat(ingest.scim("PATCH", path, body).statusCode()).isEqualTo(204);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClientThatGoesAwayEndsTheReading() throws Exception {
    String path = created(body(0, MOST));
    CompletableFuture<Thread> reader = new CompletableFuture<>();
    CountDownLatch gone = new CountDownLatch(1);
    CountDownLatch parts = new CountDownLatch(5);
    ingest.acme.reader.membersRead.set(0);
    ingest.acme.reader.beforeMembers =
        () -> {
          parts.countDown();
          if (parts.getCount() == 0 && reader.complete(Thread.currentThread())) {
            await(gone);
          }
        };
    URI address = URI.create(ingest.address("/scim/v2" + path));
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      client
          .getOutputStream()
          .write(
              ("GET "
                      + address.getPath()
                      + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + RunningIngest.TOKEN
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream answer = client.getInputStream();
      assertThat(answer.read(new byte[100])).isPositive();
      reader.get(10, TimeUnit.SECONDS);
      // Closing with unread bytes resets the connection at once.
      client.setSoLinger(true, 0);
    }
    gone.countDown();
    assertThat(reader.get().join(Duration.ofSeconds(20))).isTrue();
    assertThat(ingest.acme.reader.membersRead.get()).isLessThan(MOST);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureInTheMiddleIsNotTakenForTheEnd() throws Exception {
    String path = created(body(0, 20_000));
    CountDownLatch parts = new CountDownLatch(15);
    ingest.acme.reader.beforeMembers =
        () -> {
          parts.countDown();
          if (parts.getCount() == 0) {
            throw new IllegalStateException("the disk is gone");
          }
        };
    assertThatThrownBy(() -> ingest.scim("GET", path, "")).isInstanceOf(IOException.class);
  }

  @Test
  void aFailureBeforeAnythingWasSentIsAnError() throws Exception {
    String path = created(body(0, 2_000));
    ingest.acme.reader.beforeMembers =
        () -> {
          throw new ViewBusyException("too many reads are under way");
        };
    assertThat(ingest.scim("GET", path, "").statusCode()).isEqualTo(503);
  }

  @Test
  void aPageHasNoMoreGroupsThanItsMembersLeaveRoomFor() throws Exception {
    created(body(0, 60_000, "One"));
    created(body(0, 60_000, "Two"));
    created(body(0, 3, "Three"));
    JsonNode first = list("/Groups");
    assertThat(first.path("totalResults").intValue()).isEqualTo(3);
    assertThat(first.path("itemsPerPage").intValue()).isEqualTo(1);
    assertThat(first.at("/Resources/0/members")).hasSize(60_000);
    JsonNode rest = list("/Groups?startIndex=2");
    assertThat(rest.path("itemsPerPage").intValue()).isEqualTo(2);
    JsonNode byCursor = list("/Groups?cursor=");
    assertThat(byCursor.path("itemsPerPage").intValue()).isEqualTo(1);
    JsonNode next = list("/Groups?cursor=" + byCursor.path("nextCursor").asText());
    assertThat(next.path("itemsPerPage").intValue()).isEqualTo(2);
    assertThat(next.has("nextCursor")).isFalse();
    assertThat(list("/Groups?excludedAttributes=members").path("itemsPerPage").intValue())
        .isEqualTo(3);
  }

  @Test
  void aSmallAnswerSaysHowLongItIs() throws Exception {
    String path = created(body(0, 3));
    assertThat(ingest.scim("GET", path, "").headers().firstValue("Content-Length")).isPresent();
  }

  private JsonNode list(String path) throws Exception {
    return JSON.readTree(ingest.scim("GET", path, "").body());
  }

  private String created(String body) throws Exception {
    HttpResponse<String> created = ingest.scim("POST", "/Groups", body);
    assertThat(created.statusCode()).isEqualTo(201);
    return "/Groups/" + JSON.readTree(created.body()).path("id").asText();
  }

  private static List<String> members(HttpResponse<String> response) throws Exception {
    List<String> members = new ArrayList<>();
    JSON.readTree(response.body())
        .path("members")
        .forEach(each -> members.add(each.path("value").asText()));
    return members;
  }

  private static List<String> sorted(HttpResponse<String> response) throws Exception {
    return sorted(members(response));
  }

  private static List<String> sorted(List<String> ids) {
    return ids.stream().sorted().toList();
  }

  private static String body(int from, int to) {
    return body(from, to, "Everybody");
  }

  private static String body(int from, int to, String name) {
    return ids(from, to).stream()
        .map(id -> "{\"value\":\"" + id + "\"}")
        .collect(Collectors.joining(",", "{\"displayName\":\"" + name + "\",\"members\":[", "]}"));
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
  }
}
