package dev.rolecall.app.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.console.Published;
import dev.rolecall.policy.Policies;
import dev.rolecall.policy.RoleKind;
import dev.rolecall.policy.ScopeShape;
import dev.rolecall.policy.ToolShape;
import dev.rolecall.policy.Tools;
import dev.rolecall.policy.contract.BundleFiles;
import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Bundle;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatchTest {

  /** Avro makes our records only once a codec has vouched for them. */
  static final Codec<Command> VOUCHED_FOR = Topics.COMMANDS.values();

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Tools DRONE =
      new Tools(
          Map.of(
              "drone",
              new ToolShape(
                  "drone",
                  List.of(new ScopeShape("server", "server", RoleKind.LADDER, List.of("user"))))));

  @TempDir private Path folder = Path.of("");

  private final List<PolicyFolder> published = new ArrayList<>();
  private Optional<BundleState> inForce = Optional.empty();
  private Optional<Published> refusal = Optional.empty();
  private PolicyWatch watch = watching(Reach.WHILE_OBSERVING);

  private Published publish(PolicyFolder read) {
    if (refusal.isPresent()) {
      return refusal.get();
    }
    published.add(read);
    inForce(BundleFiles.bundle(read.files(), read.commit()));
    return new Published.InForce(true);
  }

  private void inForce(Bundle bundle) {
    long version = inForce.map(BundleState::getVersion).orElse(0L) + 1;
    inForce = Optional.of(new BundleState(version, NOON, bundle, List.of()));
  }

  private PolicyWatch watching(Reach reach) {
    return new PolicyWatch(
        new PolicyWatch.Watched(folder, DRONE, reach, () -> inForce), this::publish);
  }

  @BeforeEach
  void start() {
    watch = watching(Reach.WHILE_OBSERVING);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  @Test
  void aFirstFolderThatOnlyObservesIsPublishedOnce() throws IOException {
    write("observe");
    watch.look();
    watch.look();

    assertThat(published).hasSize(1);
    assertThat(watch.problem()).isEmpty();
    assertThat(watch.warnings()).isEmpty();
  }

  @Test
  void anEditThatLetsAToolBeChangedWaitsForAnOperator() throws IOException {
    write("observe");
    watch.look();
    write("enforce");
    watch.look();

    assertThat(published).hasSize(1);
    assertThat(watch.problem()).isEmpty();
    assertThat(watch.warnings().get("policies"))
        .contains("the policies' folder has 'drone' in enforce", "rolecall policy plan");
  }

  @Test
  void aFirstFolderThatLetsAToolBeChangedWaitsForAnOperatorToo() throws IOException {
    write("additive");
    watch.look();

    assertThat(published).isEmpty();
    assertThat(watch.warnings().get("policies")).contains("'drone' in additive");
  }

  @Test
  void whatIsInForceIsNotTakenBackByAnEditEither() throws IOException {
    write("enforce");
    inForce(new Bundle("enforcing", null, files()));
    write("observe");
    watch.look();

    assertThat(published).isEmpty();
    assertThat(watch.warnings().get("policies"))
        .contains("the bundle in force has 'drone' in enforce");
  }

  @Test
  void whatAnOperatorAppliedIsNotWarnedOfAnyMore() throws IOException {
    write("enforce");
    watch.look();
    assertThat(watch.warnings()).containsKey("policies");

    inForce(new Bundle(Policies.digest(PolicyFolder.filesBelow(folder)), null, files()));
    watch.look();
    assertThat(watch.warnings()).isEmpty();
    assertThat(published).isEmpty();
  }

  @Test
  void anEditWaitsNoLongerWhenAnOperatorSetEveryToolToObserve() throws IOException {
    write("observe");
    List<dev.rolecall.schemas.avro.PolicyFile> observing = files();
    write("enforce");
    inForce(new Bundle("enforcing", null, files()));
    Files.writeString(folder.resolve("drone.yaml"), policy("observe") + "description: edited\n");
    watch.look();
    assertThat(watch.warnings()).containsKey("policies");

    inForce(new Bundle("observing", null, observing));
    watch.look();
    assertThat(published).hasSize(1);
    assertThat(watch.warnings()).isEmpty();
  }

  @Test
  void inTheDemoEveryEditIsInForce() throws IOException {
    write("observe");
    watch = watching(Reach.SIMULATED_TOOLS);
    watch.look();
    write("enforce");
    watch.look();

    assertThat(published).hasSize(2);
  }

  @Test
  void aHeldEditIsSaidWithItsHoldUntilSomethingElseIsInForce() throws IOException {
    write("observe");
    watch = watching(Reach.SIMULATED_TOOLS);
    watch.look();
    write("enforce");
    refusal = Optional.of(new Published.Held("policy.3f9c2a1b", "would revoke 9 of 10 roles"));
    watch.look();
    refusal = Optional.empty();
    watch.look();

    assertThat(published).hasSize(1);
    assertThat(watch.problem()).isEmpty();
    assertThat(watch.warnings().get("policies"))
        .contains("held as policy.3f9c2a1b: would revoke 9 of 10 roles", "old policy stays");

    inForce(new Bundle(Policies.digest(PolicyFolder.filesBelow(folder)), null, files()));
    watch.look();
    assertThat(watch.warnings()).isEmpty();
    assertThat(published).hasSize(1);
  }

  @Test
  void aBrokenEditLeavesTheLastGoodBundleInForce() throws IOException {
    write("observe");
    watch.look();
    write("enforcing");
    watch.look();

    assertThat(published).hasSize(1);
    assertThat(watch.problem().orElseThrow()).contains("broken", "rolecall policy check");

    write("observe");
    watch.look();
    assertThat(watch.problem()).isEmpty();
    assertThat(published).hasSize(1);
  }

  @Test
  void aFolderThatIsGoneForAMomentIsAProblemForThatMoment() throws IOException {
    write("observe");
    watch.look();
    Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
    Files.move(folder, aside);
    watch.look();
    assertThat(watch.problem().orElseThrow()).contains("does not exist");

    Files.move(aside, folder);
    watch.look();
    assertThat(watch.problem()).isEmpty();
  }

  @Test
  void whatCouldNotBePublishedIsTriedAgain() throws IOException {
    write("observe");
    refusal = Optional.of(new Published.Failed("Kafka does not answer"));
    watch.look();
    assertThat(watch.problem()).hasValue("Kafka does not answer");

    refusal = Optional.empty();
    watch.look();
    assertThat(watch.problem()).isEmpty();
    assertThat(published).hasSize(1);
  }

  private void write(String mode) throws IOException {
    Files.writeString(folder.resolve("drone.yaml"), policy(mode));
  }

  private static String policy(String mode) {
    return """
    version: 1
    policy: drone
    control: { drone: { mode: %s, manage: server } }
    """
        .formatted(mode);
  }

  private List<dev.rolecall.schemas.avro.PolicyFile> files() {
    return PolicyFolder.read(folder).files().stream()
        .map(file -> new dev.rolecall.schemas.avro.PolicyFile(file.path(), file.content()))
        .toList();
  }
}
