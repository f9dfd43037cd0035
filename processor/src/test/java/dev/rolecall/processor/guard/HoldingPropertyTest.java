package dev.rolecall.processor.guard;

import static dev.rolecall.processor.guard.GuardProposals.NOON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.ElevatedScope;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.HeldCell;
import dev.rolecall.schemas.avro.HeldPerson;
import dev.rolecall.schemas.avro.Hold;
import dev.rolecall.schemas.avro.HoldState;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.Proposal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random commands, bundles, decisions and time, against what the holds' own records say. */
class HoldingPropertyTest {

  private static final int PEOPLE = 40;
  private static final int STEPS = 1_500;
  private static final List<String> ROLES =
      List.of(
          "group:web=guest",
          "group:web=developer",
          "group:web=owner",
          "group:api=developer",
          "server=user",
          "server=admin",
          "folder:a=read",
          "folder:a=build");

  private final GuardMemory known = new GuardMemory();
  private final Map<String, Access> wanted = new TreeMap<>();
  private Instant now = NOON;
  private long bundle = 1;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void noHeldCellIsAbsentWhileItsHoldStands(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    publish(0);
    for (int step = 0; step < STEPS; step++) {
      now = now.plusSeconds(random.nextInt(40));
      Map<String, HeldPerson> before = new TreeMap<>(known.heldPeople);
      step(random);
      assertWhatIsHeldStands();
      before.values().forEach(this::assertStillHeldUnlessItMayGo);
    }
    assertThat(known.holds.values())
        .extracting(Hold::getState)
        .contains(HoldState.RELEASED, HoldState.REJECTED, HoldState.OVERTAKEN);
    assertNothingElseIsHeldBack();
    releaseEverything();
    wanted.values().forEach(this::assertHasWhatIsWanted);
  }

  private void step(RandomGenerator random) {
    switch (random.nextInt(13)) {
      case 0 -> publish(random.nextInt(30));
      case 1, 2 -> decide(random);
      case 3 -> known.pass(now);
      case 4 -> known.drain(now);
      case 5 -> adopt(random);
      default -> propose(random);
    }
  }

  private void publish(long planned) {
    bundle++;
    Control control =
        Control.newBuilder(GuardProposals.control(bundle, Mode.ENFORCE))
            .setElevated(List.of(new ElevatedScope("group:*", List.of("owner"))))
            .build();
    known.propose(
        Proposal.newBuilder()
            .setTool("drone")
            .setBody(control)
            .setPlanned(planned)
            .setInForceSince(now)
            .build(),
        now);
  }

  private void propose(RandomGenerator random) {
    int number = random.nextInt(PEOPLE);
    Access access = access(number, random);
    if (random.nextInt(4) == 0) {
      access = GuardProposals.because("publish-" + bundle, access);
    }
    if (random.nextInt(6) == 0) {
      access = GuardProposals.named(GuardProposals.throughGroups(access), now);
    }
    wanted.put("acme/p" + number, access);
    known.propose(GuardProposals.with(access, effects(random)), now);
  }

  private static Access access(int number, RandomGenerator random) {
    String person = "p" + number;
    String key = "k" + number;
    if (random.nextInt(4) == 0) {
      Access leaver = GuardProposals.leaver(person, key);
      return Access.newBuilder(leaver).setDeleted(random.nextBoolean()).build();
    }
    Map<String, String> byCell = new TreeMap<>();
    for (String role : ROLES) {
      if (random.nextInt(3) == 0) {
        byCell.put(role.startsWith("folder") ? role : role.substring(0, role.indexOf('=')), role);
      }
    }
    return GuardProposals.member(person, key, "team", byCell.values().toArray(String[]::new));
  }

  /** What no rule gives goes through the budget, or stays under a hold like anything else. */
  private void adopt(RandomGenerator random) {
    int number = random.nextInt(PEOPLE);
    String role = ROLES.get(random.nextInt(ROLES.size()));
    known.propose(GuardProposals.order(GuardProposals.adopted("p" + number, role)), now);
  }

  private static Effect[] effects(RandomGenerator random) {
    EffectKind[] kinds = EffectKind.values();
    return random.nextInt(3) == 0
        ? new Effect[] {GuardProposals.effect(kinds[random.nextInt(kinds.length)], "team", 60, 30)}
        : new Effect[0];
  }

  private void decide(RandomGenerator random) {
    List<Hold> holds = new ArrayList<>(known.holds.values());
    if (!holds.isEmpty()) {
      Hold hold = holds.get(random.nextInt(holds.size()));
      HoldVerdict verdict = random.nextBoolean() ? HoldVerdict.RELEASE : HoldVerdict.REJECT;
      var asked = GuardProposals.decide(hold, verdict);
      // As of a look at it a while ago.
      asked.setRevision(Math.max(1, hold.getRevision() - random.nextInt(3)));
      known.propose(GuardProposals.order(asked), now);
    }
  }

  /** By what operators and their tools see: the records of the holds and of the access. */
  private void assertWhatIsHeldStands() {
    for (HeldPerson held : known.heldPeople.values()) {
      Hold hold = requireNonNull(known.holds.get(held.getHold()));
      boolean stands =
          switch (hold.getState()) {
            case OPEN, REJECTED, EXPIRED -> true;
            case RELEASED, OVERTAKEN -> false;
          };
      if (stands && !known.drains.containsKey(hold.getId())) {
        @Nullable Access access = known.accesses.get(HeldOf.key(held));
        if (held.getLeaves()) {
          assertThat(requireNonNull(access).getDisposition()).isEqualTo(Disposition.CONVERGE);
        }
        held.getCells().forEach(cell -> assertStands(cell, access));
      }
    }
  }

  /**
   * What was held stays held until somebody decides, the directory no longer asks for it, or the
   * person leaves.
   */
  private void assertStillHeldUnlessItMayGo(HeldPerson before) {
    Hold hold = requireNonNull(known.holds.get(before.getHold()));
    if (hold.getState() == HoldState.RELEASED || known.drains.containsKey(hold.getId())) {
      return;
    }
    Access wanted = requireNonNull(wanted(before));
    Access has = known.accesses.get(HeldOf.key(before));
    if (has != null && has.getDisposition() == Disposition.LEAVER) {
      return;
    }
    for (HeldCell cell : before.getCells()) {
      // Perhaps under the hold that follows.
      boolean held =
          known.heldPeople.values().stream()
              .filter(each -> HeldOf.key(each).equals(HeldOf.key(before)))
              .flatMap(each -> each.getCells().stream())
              .anyMatch(each ->
                  each.getScope().equals(cell.getScope())
                      && Objects.equals(each.getFrom(), cell.getFrom()));
      assertThat(held || !isAskedFor(cell, wanted)).as("%s of %s", cell, before).isTrue();
    }
  }

  private @Nullable Access wanted(HeldPerson held) {
    return wanted.get(HeldOf.key(held));
  }

  private static boolean isAskedFor(HeldCell cell, Access wanted) {
    RoleOrder order = new RoleOrder("drone", GuardMemory.RANKS);
    String scope = cell.getScope();
    List<String> roles = roles(wanted, scope);
    @Nullable String from = cell.getFrom();
    @Nullable String to = cell.getTo();
    if (from == null) {
      return roles.contains(to);
    }
    return (to != null && order.covers(scope, to, from))
        ? roles.stream().anyMatch(role -> !order.covers(scope, from, role))
        : roles.stream().noneMatch(role -> order.covers(scope, role, from));
  }

  private static void assertStands(HeldCell cell, @Nullable Access access) {
    List<String> roles = roles(access, cell.getScope());
    if (cell.getFrom() != null) {
      assertThat(roles).contains(cell.getFrom());
    } else {
      assertThat(roles).doesNotContain(cell.getTo());
    }
  }

  private static List<String> roles(@Nullable Access access, String scope) {
    if (access == null) {
      // Somebody who was never given anything.
      return List.of();
    }
    return access.getGrants().stream()
        .filter(grant -> grant.getScope().equals(scope))
        .map(Grant::getRole)
        .toList();
  }

  /** Who is under no hold has exactly what was asked for. */
  private void assertNothingElseIsHeldBack() {
    known.drain(now);
    wanted.forEach((person, access) -> {
      if (known.heldPeople.values().stream().noneMatch(held -> HeldOf.key(held).equals(person))) {
        assertHasWhatIsWanted(access);
      }
    });
  }

  private void releaseEverything() {
    for (int round = 0; round < 20 && !known.heldPeople.isEmpty(); round++) {
      for (Hold hold : List.copyOf(known.holds.values())) {
        known.propose(GuardProposals.order(GuardProposals.decide(hold, HoldVerdict.RELEASE)), now);
      }
      known.drain(now);
    }
    assertThat(known.heldPeople).isEmpty();
    assertThat(known.withheld).isEmpty();
    assertThat(known.holds.values()).noneMatch(hold -> hold.getState() == HoldState.OPEN);
  }

  private void assertHasWhatIsWanted(Access access) {
    Access has = known.accesses.get(AccessWriter.personOf(access));
    if (has == null) {
      assertThat(access.getGrants()).isEmpty();
      return;
    }
    Access asWanted = Access.newBuilder(has).setAdopted(List.of()).build();
    assertThat(AccessContent.of(asWanted)).isEqualTo(AccessContent.of(access));
  }
}
