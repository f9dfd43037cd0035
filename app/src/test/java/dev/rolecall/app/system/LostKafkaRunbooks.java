package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.app.UserError;
import dev.rolecall.sandbox.gitlab.GitlabUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All of Kafka is gone: restored, and built anew. */
final class LostKafkaRunbooks {

  private final Path folder;

  LostKafkaRunbooks(Path folder) {
    this.folder = folder;
  }

  Map<String, RunbooksTest.Situation> situations() {
    Map<String, RunbooksTest.Situation> situations = new LinkedHashMap<>();
    situations.put("Kafka is lost, and there is a backup", this::restored);
    situations.put("Kafka is lost, and there is no backup", this::builtAnew);
    return situations;
  }

  /** Everybody has what the rules give; the account of ada is known by a link alone. */
  private static RunbookProvider settled(RunbookCompany company) {
    RunbookProvider provider = new RunbookProvider(company::scim);
    company.gitlab().addUserByHand("ada", "ada@home.example");
    provider.has("ada", true, "team-payments");
    provider.has("bob", true, "team-payments");
    provider.has("cy", true, "team-ops");
    provider.has("eve", true, "team-web");
    provider.has("fay", true, "team-web");
    provider.push();
    company.awaitState("ada", "blocked");
    Client.Answer linked =
        company
            .operator()
            .send(
                "POST",
                "/links",
                "{\"tool\": \"gitlab\", \"person\": \"ada@acme.example\", \"account\": \"%d\"}"
                    .formatted(company.gitlab().user("ada").orElseThrow().id()));
    assertThat(linked.status()).as("%s", linked.body()).isEqualTo(200);
    company.awaitDeveloper("payments", "ada");
    company.awaitDeveloper("payments", "bob");
    company.awaitDeveloper("web", "fay");
    company.awaitDeveloper("web", "eve");
    company.awaitMaintainer("cy");
    company.awaitQuiet();
    return provider;
  }

  private void restored(RunbookPage.Section section) throws Exception {
    try (RunbookCompany company = RunbookCompany.start(folder.resolve("restored"))) {
      RunbookProvider provider = settled(company);
      new RunbookPlay(
              company.config(),
              Map.of(
                  "rolecall is stopped", company::stop,
                  "rolecall is started", company::start,
                  "Kafka is lost", () -> goesOnAndLoses(company, provider),
                  "the identity provider sends everybody and every group again", provider::push))
          .play(section);

      company.awaitSweep();
      assertThat(company.gitlab().user("cy").orElseThrow().state()).isEqualTo("blocked");
      company.awaitMember("ops", "cy", Optional.empty());
      company.awaitMaintainer("dee");
      // Whoever is there, is there once; and nothing was taken from or given to anybody twice.
      assertThat(company.gitlab().users()).extracting(GitlabUser::username).doesNotHaveDuplicates();
      assertThat(company.changes()).isEmpty();
    }
  }

  /** After the backup somebody leaves and somebody comes; then the broker's disk is gone. */
  private static void goesOnAndLoses(RunbookCompany company, RunbookProvider provider)
      throws IOException, InterruptedException {
    provider.has("cy", false).has("dee", true, "team-ops").push();
    company.awaitState("cy", "offboarded");
    company.awaitMaintainer("dee");
    company.awaitQuiet();
    company.fromNowOn();
    company.stop();
    Path data = company.folder().resolve("data");
    Path broker = Files.move(data.resolve("broker"), company.folder().resolve("lost-broker"));
    // The backup beside the state of the processor: it knows more than Kafka does.
    shell(company.folder(), "cp -a backup data/broker");
    assertThatThrownBy(company::start)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("does not belong to this Kafka: Kafka has gone back")
        .hasMessageContaining("mv " + data.resolve("processor"));
    shell(company.folder(), "rm -r data/broker");
    // An empty broker beside it.
    assertThatThrownBy(company::start)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it was made from the cluster");
    assertThat(broker).isDirectory();
  }

  private void builtAnew(RunbookPage.Section section) throws Exception {
    try (RunbookCompany company = RunbookCompany.start(folder.resolve("anew"))) {
      RunbookProvider provider = settled(company);
      RunbookPlay play = new RunbookPlay(company.config(), Map.of());
      play.when(
              Map.of(
                  "rolecall is stopped",
                  company::stop,
                  "rolecall is started",
                  company::start,
                  "Kafka is lost",
                  () -> {
                    company.fromNowOn();
                    // Meanwhile one moves, one leaves, and one comes.
                    provider.has("eve", true, "team-ops").has("fay", false);
                    provider.has("gus", true, "team-web");
                  },
                  "in the tool: what rolecall drift names as unexplained is removed by hand",
                  () -> {
                    company.gitlab().removeMemberByHand("web", "eve");
                    company.gitlab().removeMemberByHand("web", "fay");
                  },
                  "the identity provider sends everybody and every group again",
                  () -> {
                    provider.push();
                    assertThat(company.changes()).isEmpty();
                  }))
          .before("rolecall directory ready acme --yes", () -> assertOnlyGiven(company))
          .play(section);

      company.awaitMember("web", "eve", Optional.empty());
      company.awaitMaintainer("eve");
      company.awaitMaintainer("cy");
      company.awaitDeveloper("payments", "ada");
      company.awaitDeveloper("web", "gus");
      assertThat(company.gitlab().users()).hasSize(7);
    }
  }

  /** What the identity provider has more of now was given; nothing else has been touched. */
  private static void assertOnlyGiven(RunbookCompany company) {
    company.awaitMaintainer("eve");
    company.awaitDeveloper("web", "gus");
    company.awaitSweep();
    assertThat(company.changes())
        .allMatch(call -> call.startsWith("POST "))
        .filteredOn(call -> call.matches(".*/users"))
        .hasSize(1);
    assertThat(company.changes())
        .filteredOn(call -> call.endsWith("/members"))
        .hasSize(List.of("eve", "gus").size());
    company.awaitDeveloper("web", "eve");
    company.awaitDeveloper("web", "fay");
  }

  private static void shell(Path folder, String line) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).as(line).isZero();
  }
}
