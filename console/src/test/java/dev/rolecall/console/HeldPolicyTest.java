package dev.rolecall.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.console.Publishing.Asking;
import dev.rolecall.console.Publishing.Sent;
import dev.rolecall.policy.PolicyFile;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.BundleState;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.HeldBundle;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldDecision;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldTrigger;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.PlanSummary;
import dev.rolecall.schemas.avro.PublishPolicy;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.ToolLosses;
import dev.rolecall.schemas.avro.Trigger;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.service.exchange.Answer;
import dev.rolecall.service.exchange.Question;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldPolicyTest {

  private static final String NOBODY =
      """
      version: 1
      policy: a
      control:
        gitlab: { mode: enforce, manage: ["pay/**"] }
      rules: []
      """;

  private static final String ELEVATED =
      NOBODY.replace(
          "rules: []",
          """
          elevated: { gitlab: [developer] }
          limits: { elevated-grants: { max: 1 } }
          rules:
            - id: core
              groups: core
              where: { userType: employee }
              grant: { gitlab: { pay/web: developer } }
          """);

  private static final Asking ANA = asking("ana");
  private static final Asking BEN = asking("ben");

  private final DirectoryInMemory directory = new DirectoryInMemory();
  private final TrailInMemory trail = new TrailInMemory();
  private final List<Question> asked = new ArrayList<>();
  private PlanJobs jobs = jobs();
  private Publishing publishing = publishing();
  private HeldPolicy held = new HeldPolicy(publishing, jobs, directory);

  @BeforeEach
  void eightOwners() {
    trail.controls.add(Samples.control());
    IntStream.range(0, 8).forEach(i -> owner("p" + i));
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void aBundleTravelsWithWhatItDoesToTheDirectoryAsItIs() {
    Sent sent = publish(NOBODY);

    PlanSummary plan = lastPlan();
    assertThat(plan.getTools()).containsExactly(new ToolLosses("gitlab", 8L, 8L));
    assertThat(plan.getHolds())
        .singleElement()
        .satisfies(hold -> {
          assertThat(hold.getTrigger()).isEqualTo("policy-change");
          assertThat(hold.getTool()).isEqualTo("gitlab");
          assertThat(hold.getDetail()).startsWith("would revoke or lower 8 of 8 roles in gitlab");
        });
    assertThat(plan.getRemovals()).matches("[0-9a-f]{64}");
    assertThat(sent.hold()).hasValue("policy.0");
  }

  @Test
  void whatIsStillTheSameIsReleasedAlsoAfterARestart() {
    publish(NOBODY);
    PlanSummary shown = lastPlan();
    restart();
    release("policy.0");

    assertThat(last())
        .isInstanceOfSatisfying(
            DecideHold.class,
            decide -> {
              assertThat(decide.getVerdict()).isEqualTo(HoldVerdict.RELEASE);
              assertThat(decide.getHold()).isEqualTo("policy.0");
              assertThat(decide.getPlan()).isEqualTo(shown);
            });
    assertThat(asked.getLast().actor().getName()).isEqualTo("ben");
  }

  @Test
  void whatIsLessThanWasShownIsReleasedWithWhatItIs() {
    publish(NOBODY);
    gone("p3");
    release("policy.0");

    assertThat(last())
        .isInstanceOfSatisfying(
            DecideHold.class,
            decide ->
                assertThat(Objects.requireNonNull(decide.getPlan()).getTools())
                    .containsExactly(new ToolLosses("gitlab", 7L, 7L)));
  }

  @Test
  void whatIsMoreThanWasShownWaitsAnewInTheNameOfWhoPublishedIt() {
    publish(NOBODY);
    owner("p8");

    assertThatThrownBy(() -> release("policy.0"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(409))
        .hasMessageContaining("shown 8 of 8 roles in gitlab, now 9 of 9 roles in gitlab")
        .hasMessageContaining("policy.1 instead of policy.0");

    assertThat(asked).hasSize(2);
    assertThat(last()).isInstanceOf(PublishPolicy.class);
    assertThat(asked.getLast().actor()).isEqualTo(ANA.actor());
    assertThat(asked.getLast().request()).endsWith("by ben");
    release("policy.1");
    assertThat(last()).isInstanceOf(DecideHold.class);
  }

  @Test
  void asManyOfOtherPeopleAreNotWhatWasShown() {
    publish(NOBODY);
    gone("p3");
    owner("p9");

    assertThatThrownBy(() -> release("policy.0")).hasMessageContaining("nothing was released");
    assertThat(asked).noneMatch(each -> each.intent() instanceof DecideHold);
  }

  @Test
  void aPartThatCannotBeProvedAfterARestartIsShownAnew() {
    publish(NOBODY);
    restart();
    gone("p3");

    assertThatThrownBy(() -> release("policy.0")).hasMessageContaining("policy.1");
  }

  @Test
  void moreElevatedRolesThanWereShownWaitAnewThoughNoMoreIsTaken() {
    IntStream.range(0, 8).forEach(i -> gone("p" + i));
    person("q0", "core");
    person("q1", "core");
    publish(ELEVATED);
    assertThat(lastPlan().getHolds().getFirst().getTrigger()).isEqualTo("elevated");
    String removals = lastPlan().getRemovals();
    person("q2", "core");

    assertThatThrownBy(() -> release("policy.0")).hasMessageContaining("policy.1");
    assertThat(lastPlan().getRemovals()).isEqualTo(removals);
    release("policy.1");
    assertThat(last()).isInstanceOf(DecideHold.class);
  }

  @Test
  void whatStaysWithinTheLimitsByNowIsReleasedAlsoAfterARestart() {
    publish(NOBODY);
    restart();
    IntStream.range(2, 8).forEach(i -> gone("p" + i));
    release("policy.0");

    assertThat(last())
        .isInstanceOfSatisfying(
            DecideHold.class,
            decide ->
                assertThat(Objects.requireNonNull(decide.getPlan()).getTools())
                    .containsExactly(new ToolLosses("gitlab", 2L, 2L)));
  }

  @Test
  void aRejectionNeedsNoPlan() {
    publish(NOBODY);
    trail.behind = Optional.of("behind");
    held.decide("policy.0", HoldVerdict.REJECT, 1, BEN);

    assertThat(last())
        .isInstanceOfSatisfying(DecideHold.class, decide -> assertThat(decide.getPlan()).isNull());
  }

  @Test
  void nothingIsReleasedThatCannotBePlannedNow() {
    publish(NOBODY);
    trail.behind = Optional.of("still reading");

    assertThatThrownBy(() -> release("policy.0"))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.status()).isEqualTo(503));
    assertThat(asked).hasSize(1);
  }

  @Test
  void whoComesSecondIsToldWhoWasFirst() {
    publish(NOBODY);
    HeldBundle before = directory.held.orElseThrow();
    Hold decided =
        Hold.newBuilder(before.getHold())
            .setState(HoldState.REJECTED)
            .setDecision(new HoldDecision(BEN.actor(), "c", Samples.NOON))
            .build();
    directory.held = Optional.of(new HeldBundle(before.getBundle(), before.getPlan(), decided));

    assertThatThrownBy(() -> release("policy.0"))
        .hasMessage("ben already rejected it at 2026-11-20T12:00:00Z");
    assertThatThrownBy(() -> release("policy.7")).hasMessage("no policy waits as policy.7");
  }

  @Test
  void allThatItTakesAwayIsListed() {
    publish(NOBODY);
    List<Removal> removals = new ArrayList<>();
    held.removals("policy.0", removals::add);

    assertThat(removals).hasSize(8);
    assertThat(removals.getFirst())
        .isEqualTo(
            new Removal("acme", "p0", "p0@acme.example", "gitlab", "pay/core", "owner", null));
    assertThat(removals.getFirst().toString()).doesNotContain("p0@acme.example");
  }

  private Sent publish(String policy) {
    return publishing.publish(
        new SentBundle(List.of(new PolicyFile("a.yaml", policy)), Optional.empty()),
        Optional.empty(),
        ANA);
  }

  private void release(String hold) {
    var unused = held.decide(hold, HoldVerdict.RELEASE, 1, BEN);
  }

  private Object last() {
    return asked.getLast().intent();
  }

  private PlanSummary lastPlan() {
    return Objects.requireNonNull(((PublishPolicy) last()).getPlan());
  }

  private void restart() {
    jobs.close();
    jobs = jobs();
    publishing = publishing();
    held = new HeldPolicy(publishing, jobs, directory);
  }

  private PlanJobs jobs() {
    return new PlanJobs(
        new Planner(trail, directory, RunningConsole.POLICY_TOOLS),
        InstantSource.fixed(Samples.NOON),
        UUID::randomUUID);
  }

  private Publishing publishing() {
    return new Publishing(
        jobs, this::decide, InstantSource.fixed(Samples.NOON), () -> new UUID(4, asked.size()));
  }

  /** As the directory stage would. */
  private CompletableFuture<Answer> decide(Question question) {
    asked.add(question);
    String id = "policy.0";
    if (question.intent() instanceof PublishPolicy publish) {
      PlanSummary plan = Objects.requireNonNull(publish.getPlan());
      if (plan.getHolds().isEmpty()) {
        directory.bundle(new BundleState(1L, Samples.NOON, publish.getBundle(), plan.getTools()));
      } else {
        id = "policy." + directory.held.map(each -> 1).orElse(0);
        directory.held = Optional.of(new HeldBundle(publish.getBundle(), plan, hold(id, question)));
        return answer(new Accepted(false, id, 0L, 0L, Samples.NOON, Samples.NOON, id));
      }
    }
    return answer(new Accepted(true, id, 1L, 0L, Samples.NOON, Samples.NOON, null));
  }

  private static CompletableFuture<Answer> answer(Accepted accepted) {
    return CompletableFuture.completedFuture(new Answer.Done(accepted));
  }

  private static Hold hold(String id, Question question) {
    return Hold.newBuilder()
        .setId(id)
        .setTrigger(HoldTrigger.POLICY_CHANGE)
        .setState(HoldState.OPEN)
        .setCause(
            new Cause(
                Trigger.POLICY,
                "c",
                question.request(),
                question.correlation(),
                question.actor(),
                Samples.NOON,
                Samples.NOON))
        .setOpenedAt(Samples.NOON)
        .setExpires(Samples.NOON.plus(Duration.ofDays(3)))
        .setRevision(1)
        .setPeople(0)
        .setCells(0)
        .setTotal(0)
        .setDetail("d")
        .setRemedy("r")
        .build();
  }

  private static Asking asking(String name) {
    return new Asking(new Actor(ActorKind.OPERATOR, name), "POST /api/v1/policy");
  }

  private void owner(String id) {
    person(id, "platform");
    trail.accesses.add(Samples.access(id, 1));
  }

  private void gone(String id) {
    trail.people.removeIf(each -> each.getId().equals(id));
    trail.accesses.removeIf(each -> each.getPerson().equals(id));
  }

  private void person(String id, String... groups) {
    trail.people.add(
        Person.newBuilder()
            .setDirectory("acme")
            .setId(id)
            .setStanding(Standing.ACTIVE)
            .setUser(
                User.newBuilder().setUserName(id + "@acme.example").setUserType("employee").build())
            .setGroups(
                List.of(groups).stream()
                    .map(each -> new GroupRef(each, each, null, Samples.NOON, null, null))
                    .toList())
            .build());
  }
}
