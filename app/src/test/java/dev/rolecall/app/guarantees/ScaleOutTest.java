package dev.rolecall.app.guarantees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A second instance takes over, and how long that takes. */
@Tag("guarantees")
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScaleOutTest {

  private static final Duration DRAINED = Duration.ofSeconds(10);
  private static final Duration PROCESSOR_TAKEN_OVER = Duration.ofSeconds(15);
  private static final Duration CONNECTOR_TAKEN_OVER = Duration.ofSeconds(10);

  /** A rebalance and the restoring of small stores. */
  private static final Duration LONGEST_HOLE = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path REPORT = Path.of("target/guarantees/scale-out.md");

  private final Cluster cluster;
  private final Map<String, Staff> staff = new HashMap<>();

  ScaleOutTest(Cluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void somebodyIsInEachDirectory() throws Exception {
    Files.createDirectories(REPORT.getParent());
    Files.deleteIfExists(REPORT);
    cluster.makeWhole();
    for (String directory : SharedCluster.SCALE) {
      cluster.confirm(directory);
      Staff here = new Staff();
      staff.put(directory, here);
      Scim scim = scim(directory);
      Provider.enrol(scim, here, directory + "@acme.example");
      here.founded(Company.PAYMENTS, scim.found(Company.PAYMENTS, Set.of()).orElseThrow());
      here.founded(Company.WEB, scim.found(Company.WEB, Set.of(id(directory))).orElseThrow());
    }
    awaitRole("web", true);
  }

  @AfterEach
  void everybodyIsBack() {
    cluster.makeWhole();
  }

  private Scim scim(String directory) {
    return new Scim("scale", directory, cluster.scim(directory), new Random(1), answered -> {});
  }

  private Staff here(String directory) {
    return java.util.Objects.requireNonNull(staff.get(directory));
  }

  private String id(String directory) {
    return here(directory).people().getFirst().id();
  }

  private List<Pulse> pulses() {
    List<Pulse> pulses = new ArrayList<>();
    for (String directory : SharedCluster.SCALE) {
      pulses.add(new Pulse(cluster, directory, id(directory), pulses.size()));
    }
    long begin = System.nanoTime();
    await("all are written to")
        .atMost(PATIENCE)
        .until(() -> pulses.stream().noneMatch(each -> each.servedAfter(begin).isZero()));
    return pulses;
  }

  @Test
  void theOtherProcessorDecidesWithinFifteenSecondsOfAKill() throws Exception {
    for (String victim : List.of("processor-0", "processor-1")) {
      List<Pulse> pulses = pulses();
      cluster.child(victim).kill();
      long killed = System.nanoTime();
      await("all are written to again")
          .atMost(PATIENCE)
          .until(() -> pulses.stream().noneMatch(each -> each.servedAfter(killed).isZero()));
      pulses.forEach(Pulse::close);
      Duration longest =
          pulses.stream()
              .map(each -> each.servedAfter(killed))
              .max(Comparator.naturalOrder())
              .orElseThrow();
      tell("%s killed: all partitions are served again after", victim, longest);
      assertThat(longest).as(victim).isLessThanOrEqualTo(PROCESSOR_TAKEN_OVER);
      cluster.makeWhole();
    }
  }

  @Test
  void theOtherConnectorWorksWithinTenSecondsOfAKill() throws Exception {
    boolean has = false;
    for (String victim : List.of("connector-0", "connector-1")) {
      cluster.child(victim).kill();
      long killed = System.nanoTime();
      has = !has;
      for (String directory : SharedCluster.SCALE) {
        Set<String> who = Set.of(id(directory));
        String group = here(directory).group(Company.PAYMENTS);
        var change =
            has
                ? new GroupModel.Call.Change(who, Set.of())
                : new GroupModel.Call.Change(Set.of(), who);
        assertThat(scim(directory).change(group, change)).as(directory).isTrue();
      }
      awaitRole("payments", has);
      Duration took = Duration.ofNanos(System.nanoTime() - killed);
      tell("%s killed: all changes are in the tool after", victim, took);
      assertThat(took).as(victim).isLessThanOrEqualTo(CONNECTOR_TAKEN_OVER);
      cluster.makeWhole();
    }
  }

  @Test
  void whoeverIsAskedToStopIsGoneWithinTenSecondsAndNobodyWaits() throws Exception {
    for (String victim : List.of("ingest-0", "processor-0", "connector-0")) {
      List<Pulse> pulses = pulses();
      long asked = System.nanoTime();
      Duration took = cluster.child(victim).terminate();
      tell("%s asked to stop: gone after", victim, took);
      await("all are written to")
          .atMost(PATIENCE)
          .until(() ->
              pulses.stream().noneMatch(each -> each.servedAfter(asked + took.toNanos()).isZero()));
      holes(victim + " stops", pulses, asked);
      assertThat(took).as(victim).isLessThanOrEqualTo(DRAINED);
      long begun = System.nanoTime();
      cluster.child(victim).start().awaitReady();
      cluster.makeWhole();
      holes(victim + " joins", pulses, begun);
      pulses.forEach(Pulse::close);
    }
  }

  private void holes(String when, List<Pulse> pulses, long since) throws Exception {
    Duration longest =
        pulses.stream()
            .map(each -> each.longestHole(since))
            .max(Comparator.naturalOrder())
            .orElseThrow();
    tell("%s: the longest time without an answered write is", when, longest);
    assertThat(pulses.stream().flatMap(each -> each.failures().stream())).as(when).isEmpty();
    assertThat(longest).as(when).isLessThanOrEqualTo(LONGEST_HOLE);
  }

  private void awaitRole(String scope, boolean has) {
    await("roles in " + scope)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            SharedCluster.SCALE.stream()
                .allMatch(login ->
                    cluster.sandbox().gitlab("gitlab").member(scope, login).isPresent() == has));
  }

  private static void tell(String what, String who, Duration took) throws Exception {
    String line = (what + " %.1f s%n").formatted(who, took.toMillis() / 1000.0);
    System.out.print(line);
    Files.writeString(REPORT, "- " + line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
