package dev.rolecall.app.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What happens to people: stuck, held, pushed again, come back. */
final class PeopleRunbooks {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private final RunbookCompany company;

  PeopleRunbooks(RunbookCompany company) {
    this.company = company;
  }

  Map<String, RunbooksTest.Situation> situations() {
    Map<String, RunbooksTest.Situation> situations = new LinkedHashMap<>();
    situations.put("A person is stuck", this::stuck);
    situations.put("A change is held", this::held);
    situations.put("The identity provider pushes everything again", this::pushedAgain);
    situations.put("Somebody comes back", this::rehire);
    return situations;
  }

  private RunbookPlay play(Map<String, RunbookPlay.Act> acts) {
    return new RunbookPlay(company.config(), acts);
  }

  private void stuck(RunbookPage.Section section) throws Exception {
    company.gitlab().addUserByHand("ada", "ada@home.example");
    company.group("team-payments", company.joins("ada"));
    company.awaitState("ada", "blocked");
    String account = Long.toString(company.gitlab().user("ada").orElseThrow().id());

    play(Map.of()).fill("4711", account).play(section);

    company.awaitDeveloper("payments", "ada");
    assertThat(company.gitlab().users()).extracting(user -> user.username()).doesNotContain("ada1");
  }

  private void held(RunbookPage.Section section) throws Exception {
    String[] people =
        IntStream.range(0, 12).mapToObj(i -> company.joins("web" + i)).toArray(String[]::new);
    String group = company.group("team-web", people);
    for (int i = 0; i < people.length; i++) {
      company.awaitDeveloper("web", "web" + i);
    }
    company.members(group);
    RunbookPlay play =
        play(
            Map.of(
                "at the identity provider: the group gets its members back",
                () -> company.members(group, people),
                "at the identity provider: the group is emptied on purpose",
                () -> company.members(group)));

    play.capture("HOLD", "gitlab\\.[0-9a-f]+").play(section);

    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(company.gitlab().members("web")).isEmpty());
  }

  private void pushedAgain(RunbookPage.Section section) throws Exception {
    String ned = company.joins("ned");
    String oda = company.joins("oda");
    company.adds(company.group("team-ops-2", ned), oda);
    String group = company.group("team-payments-2", ned, oda);
    company.adds(company.groupCalled("team-payments"), ned);
    company.awaitDeveloper("payments", "ned");
    company.active(oda, false);
    company.awaitQuiet();
    company.fromNowOn();
    List<String> before = company.decisions();

    play(Map.of("the identity provider sends everybody and every group again", company::pushAgain))
        .play(section);

    // A sweep later nothing has changed either.
    company.awaitSweep();
    assertThat(company.changes()).isEmpty();
    assertThat(company.decisions()).isEqualTo(before);
    assertThat(company.scim().get("/Groups/" + group).status()).isEqualTo(200);
  }

  private void rehire(RunbookPage.Section section) throws Exception {
    String old = company.joins("fay");
    company.adds(company.groupCalled("team-ops"), old);
    company.awaitMaintainer("fay");
    company.active(old, false);
    long accounts = company.gitlab().users().size();
    RunbookPlay play =
        play(
            Map.of(
                "the identity provider reactivates fay",
                () -> company.active(old, true),
                "the identity provider deletes fay, and makes a new user with the same address",
                () -> {
                  company.deletes(old);
                  company.adds(company.groupCalled("team-ops"), company.joins("fay"));
                }));

    play.fill("OLD", old).play(section);

    assertThat(company.gitlab().user("fay").orElseThrow().state()).isEqualTo("active");
    assertThat(company.gitlab().users()).hasSize(Math.toIntExact(accounts));
    company.awaitMaintainer("fay");
  }
}
