package dev.rolecall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.service.config.DirectoryConfig.Profile;
import dev.rolecall.service.exchange.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change of more members than one command holds. */
class BatchesTest {

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
  void eachPartHasADeadlineOfItsOwn() throws Exception {
    eachPartTakes(Duration.ofSeconds(20));
    assertThat(push(3).statusCode()).isEqualTo(201);
    assertThat(ingest.acme.commands)
        .extracting(command -> Duration.between(MemoryDirectory.START, command.getReceivedAt()))
        .containsExactly(Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(40));
  }

  @Test
  void whatTakesLongerThanAClientWaitsEndsAndSaysHowFarItCame() throws Exception {
    eachPartTakes(Duration.ofSeconds(20));
    HttpResponse<String> response = push(5);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("Of 5 parts of this change 3 were made");
    assertThat(ingest.acme.commands).hasSize(3);
  }

  @Test
  void aPartThatKafkaDoesNotTakeIsNotCalledNothing() throws Exception {
    ingest.acme.instead.add(
        question -> CompletableFuture.completedFuture(ingest.acme.decide(question)));
    ingest.acme.instead.add(
        question -> CompletableFuture.completedFuture(new Answer.NotSent("no broker")));
    HttpResponse<String> response = push(3);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .contains("Of 3 parts of this change 1 were made")
        .doesNotContain("Nothing was changed");
  }

  private void eachPartTakes(Duration time) {
    for (int i = 0; i < 5; i++) {
      ingest.acme.instead.add(question -> {
        now.set(now.get().plus(time));
        return CompletableFuture.completedFuture(ingest.acme.decide(question));
      });
    }
  }

  private HttpResponse<String> push(int parts) throws Exception {
    String members =
        IntStream.range(0, parts * MemberParts.MOST_MEMBERS)
            .mapToObj("{\"value\":\"u%d\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    return ingest.scim("POST", "/Groups", "{\"displayName\":\"All\",\"members\":" + members + "}");
  }
}
