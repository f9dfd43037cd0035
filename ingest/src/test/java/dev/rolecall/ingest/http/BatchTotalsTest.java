package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rolecall.schemas.avro.Batch;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.Command;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each part of a large change says how much the whole of it removes. */
class BatchTotalsTest {

  private static final int MEMBERS = 1_000;

  private RunningIngest ingest;
  private String path;

  @BeforeEach
  void start() throws Exception {
    ingest = new RunningIngest();
    HttpResponse<String> created = ingest.scim("POST", "/Groups", group(0, MEMBERS));
    path = "/Groups/" + new ObjectMapper().readTree(created.body()).path("id").asText();
  }

  @AfterEach
  void stop() {
    ingest.close();
  }

  @Test
  void aNewGroupRemovesNobody() {
    assertThat(ingest.acme.commands).hasSize(3);
    assertThat(ingest.acme.commands.stream().skip(1).map(BatchTotalsTest::batch))
        .allSatisfy(batch -> assertThat(batch.getRemoves()).isZero());
  }

  @Test
  void aPutThatExchangesEverybodySaysSoInEachPart() throws Exception {
    assertThat(sent("PUT", group(MEMBERS, 2 * MEMBERS)))
        .hasSize(5)
        .allSatisfy(batch -> assertTotals(batch, MEMBERS, MEMBERS));
  }

  @Test
  void aPatchThatNamesNobodyAnyMoreSaysSoInEachPart() throws Exception {
    assertThat(sent("PATCH", patch("{\"op\":\"remove\",\"path\":\"members\"}")))
        .hasSize(3)
        .allSatisfy(batch -> assertTotals(batch, MEMBERS, MEMBERS));
  }

  @Test
  void aPatchThatReplacesTheMembersSaysSoInEachPart() throws Exception {
    String replace =
        "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + members(900, 1_500) + "}";
    assertThat(sent("PATCH", patch(replace)))
        .hasSize(4)
        .allSatisfy(batch -> assertTotals(batch, MEMBERS, 900));
  }

  @Test
  void aPatchThatNamesEachOfThemSaysSoInEachPart() throws Exception {
    String remove =
        "{\"op\":\"remove\",\"path\":\"members\",\"value\":" + members(200, 1_000) + "}";
    assertThat(sent("PATCH", patch(remove)))
        .hasSize(2)
        .allSatisfy(batch -> assertTotals(batch, MEMBERS, 800));
  }

  @Test
  void nobodyRemovesMoreThanThereAre() throws Exception {
    String remove = "{\"op\":\"remove\",\"path\":\"members\",\"value\":" + members(0, 3_000) + "}";
    assertThat(sent("PATCH", patch(remove)))
        .hasSize(8)
        .allSatisfy(batch -> assertTotals(batch, MEMBERS, MEMBERS));
  }

  @Test
  void whoOnlyAddsReadsNothing() throws Exception {
    int reads = ingest.acme.reader.reads.get();
    String add = "{\"op\":\"add\",\"path\":\"members\",\"value\":" + members(2_000, 3_000) + "}";
    assertThat(sent("PATCH", patch(add))).hasSize(3).allSatisfy(batch -> assertTotals(batch, 0, 0));
    assertThat(ingest.acme.reader.reads.get()).isEqualTo(reads);
  }

  /** What the commands of one request say of it; all of them belong together. */
  private List<Batch> sent(String method, String body) throws Exception {
    int before = ingest.acme.commands.size();
    HttpResponse<String> response = ingest.scim(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    List<Command> commands = ingest.acme.commands;
    List<Batch> batches = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Command command : commands.subList(before, commands.size())) {
      batches.add(batch(command));
      ids.add(batch(command).getId());
    }
    assertThat(ids).hasSize(1);
    return batches;
  }

  private static void assertTotals(Batch batch, int members, int removes) {
    assertThat(batch.getMembers()).isEqualTo(members);
    assertThat(batch.getRemoves()).isEqualTo(removes);
  }

  private static Batch batch(Command command) {
    @Nullable Batch batch = ((ChangeGroup) command.getIntent()).getBatch();
    if (batch == null) {
      throw new AssertionError("not part of a batch");
    }
    return batch;
  }

  private static String patch(String operation) {
    return "{\"Operations\":[" + operation + "]}";
  }

  private static String group(int from, int to) {
    return "{\"displayName\":\"Everybody\",\"members\":" + members(from, to) + "}";
  }

  private static String members(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{\"value\":\"m%d\"}"::formatted)
        .collect(Collectors.joining(",", "[", "]"));
  }
}
