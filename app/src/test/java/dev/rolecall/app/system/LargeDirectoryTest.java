package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand people and a hundred groups go in and come out, while others write: no duplicate, none
 * missing. Two agents provision the same people at the same time, as an agent does that repeats
 * what timed out.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeDirectoryTest {

  private static final int PEOPLE = 1_000;
  private static final int GROUPS = 100;
  private static final int MEMBERS = PEOPLE / GROUPS;

  /** An import takes less than a second; writers get their chance in several. */
  private static final int ROUNDS = 3;

  /** Half a hundred commands; the bench measures a hundred thousand. */
  private static final int MANY = 20_000;

  private static final Duration WHAT_IDENTITY_PROVIDERS_WAIT = Duration.ofMinutes(1);

  /** People who come before, between and after the others, and will be deleted. */
  private static final int LEAVERS = 200;

  @TempDir private static Path folder;

  private Installation installation;
  private Client scim;
  private OktaAgent agent;
  private List<String> people;
  private List<String> groups;
  private List<String> leavers;

  @BeforeAll
  void provision() throws Exception {
    installation = Installation.start(folder, Yaml.read("policy: {}\n"));
    scim = installation.scim(Installation.DIRECTORY);
    agent = new OktaAgent(scim);
    List<String> userNames = names("user", "@acme.example", PEOPLE);
    try (ExecutorService agents = Executors.newFixedThreadPool(3);
        Bystanders bystanders = new Bystanders(scim).join("early")) {
      Future<List<String>> one = agents.submit(() -> agent.provision(userNames));
      Future<List<String>> other = agents.submit(() -> agent.provision(userNames));
      Future<List<String>> more =
          agents.submit(() -> agent.provision(names("leaver", "@acme.example", LEAVERS)));
      people = one.get();
      assertThat(other.get()).isEqualTo(people);
      leavers = more.get();
      Future<List<String>> pushed = agents.submit(this::push);
      groups = push();
      assertThat(pushed.get()).isEqualTo(groups);
      bystanders.finish();
    }
  }

  private List<String> push() throws Exception {
    List<List<String>> members =
        IntStream.range(0, GROUPS)
            .mapToObj(group -> people.subList(group * MEMBERS, (group + 1) * MEMBERS))
            .toList();
    return agent.push(names("group", "", GROUPS), members);
  }

  @AfterAll
  void stop() {
    if (installation != null) {
      installation.close();
    }
  }

  @Test
  void whatWasProvisionedTwiceIsThereOnce() {
    assertThat(new HashSet<>(people)).hasSize(PEOPLE);
    assertThat(new HashSet<>(groups)).hasSize(GROUPS);
    for (int group = 0; group < GROUPS; group += GROUPS / 10) {
      assertThat(members(scim, groups.get(group)))
          .doesNotHaveDuplicates()
          .containsAll(people.subList(group * MEMBERS, (group + 1) * MEMBERS));
    }
  }

  @Test
  void anImportByIndexIsCompleteWhileOthersJoinAndChange() throws Exception {
    try (Bystanders bystanders = new Bystanders(scim).join("late").change(movers(), groups)) {
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(ofThoseWhoStay(agent.importByIndex("/Users")))
            .containsExactlyInAnyOrderElementsOf(people);
        assertThat(agent.importByIndex("/Groups")).containsExactlyInAnyOrderElementsOf(groups);
      }
      bystanders.finish();
      assertThat(bystanders.writes()).isGreaterThan(10);
    }
  }

  @Test
  void anImportByCursorIsCompleteWhileOthersAreDeletedToo() throws Exception {
    try (Bystanders bystanders =
        new Bystanders(scim)
            .join("last")
            .change(movers(), groups)
            .delete(leavers.subList(LEAVERS / 2, LEAVERS))) {
      for (int round = 0; round < ROUNDS; round++) {
        List<String> imported = agent.importByCursor("/Users");
        assertThat(imported).doesNotHaveDuplicates();
        assertThat(ofThoseWhoStay(imported)).containsExactlyInAnyOrderElementsOf(people);
        assertThat(agent.importByCursor("/Groups")).containsExactlyInAnyOrderElementsOf(groups);
      }
      bystanders.finish();
      assertThat(bystanders.writes()).isGreaterThan(10);
    }
  }

  @Test
  void aGroupOfTwentyThousandIsPutReadAndReplaced() {
    Client patient =
        installation.scim(Installation.CONTRACTORS).waiting(WHAT_IDENTITY_PROVIDERS_WAIT);
    String group =
        patient.send("POST", "/Groups", "{\"displayName\":\"all\"}").body().path("id").asText();
    List<String> members = names("member", "", MANY);
    assertThat(put(patient, group, members).status()).isEqualTo(200);
    assertThat(members(patient, group)).containsExactlyInAnyOrderElementsOf(members);
    assertThat(put(patient, group, members.subList(1, MANY)).status()).isEqualTo(200);
    assertThat(members(patient, group)).hasSize(MANY - 1).doesNotContain(members.getFirst());
  }

  private static Client.Answer put(Client scim, String group, List<String> members) {
    String values =
        members.stream()
            .map("{\"value\":\"%s\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    return scim.send(
        "PUT", "/Groups/" + group, "{\"displayName\":\"all\",\"members\":" + values + "}");
  }

  private static List<String> members(Client scim, String group) {
    List<String> members = new ArrayList<>();
    JsonNode read = scim.get("/Groups/" + group).body();
    read.path("members").forEach(member -> members.add(member.path("value").asText()));
    return members;
  }

  private List<String> movers() {
    return leavers.subList(0, LEAVERS / 2);
  }

  private List<String> ofThoseWhoStay(List<String> imported) {
    Set<String> stay = new HashSet<>(people);
    return imported.stream().filter(stay::contains).toList();
  }

  private static List<String> names(String prefix, String suffix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i + suffix).toList();
  }
}
