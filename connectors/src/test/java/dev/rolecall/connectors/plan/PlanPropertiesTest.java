package dev.rolecall.connectors.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.connectors.plan.Desired.WantedRole;
import dev.rolecall.connectors.tool.Change;
import dev.rolecall.connectors.tool.Observation;
import dev.rolecall.connectors.tool.Observation.Holding;
import dev.rolecall.connectors.tool.Observation.Presence;
import dev.rolecall.connectors.tool.ToolException;
import dev.rolecall.connectors.tool.Whom;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Mode;
import dev.rolecall.schemas.avro.OffboardingItem;
import dev.rolecall.schemas.avro.Origin;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the tool has and whatever is wanted: what the plan promises. */
class PlanPropertiesTest {

  private static final int WORLDS = 500;
  private static final List<String> SCOPES =
      List.of("acme/a", "acme/b", "other/c", "label:x", "label:y", "gone/d");
  private static final List<String> LADDER = List.of("reader", "writer", "owner");
  private static final List<String> LABELS = List.of("red", "green", "blue");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aPlanThatWasAppliedLeavesNothingToDo(long seed) throws ToolException {
    Random random = new Random(seed);
    for (int i = 0; i < WORLDS; i++) {
      World world = World.random(random);
      Plan first = world.plan(world.known);
      Known after = world.apply(first);
      assertThat(world.plan(after).changes()).as("%s then %s", world, first).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void onlyWhatIsOursAndManagedIsTakenAway(long seed) throws ToolException {
    Random random = new Random(seed);
    for (int i = 0; i < WORLDS; i++) {
      World world = World.random(random);
      Set<String> before = new TreeSet<>(world.tool.state());
      Plan plan = world.plan(world.known);
      world.apply(plan);
      Set<String> gone = new TreeSet<>(before);
      gone.removeAll(world.tool.state());
      for (String held : gone) {
        String[] words = held.split(" ", 3);
        assertThat(words[1]).as("%s", plan).doesNotStartWith("other").doesNotStartWith("gone");
        boolean raised =
            plan.changes().stream()
                .anyMatch(change ->
                    change instanceof Change.ChangeRole it
                        && it.scope().equals(words[1])
                        && LADDER.indexOf(it.to()) > LADDER.indexOf(it.from()));
        assertThat(world.known.ours(words[1], words[2]) || raised)
            .as("%s lost by %s in %s", held, plan, world)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 10, 11, 12})
  void aLookMakesTheSameChangesExceptThoseThatTake(long seed) throws ToolException {
    Random random = new Random(seed);
    for (int i = 0; i < WORLDS; i++) {
      World world = World.random(random);
      Plan asked = world.plan(world.known);
      Set<String> before = new TreeSet<>(world.tool.state());
      Plan look = world.looking().plan(world.known);
      assertThat(asked.changes()).as("%s", world).containsAll(look.changes());
      if (world.desired.disposition() == Disposition.LEAVER) {
        assertThat(look).isEqualTo(asked);
        continue;
      }
      assertThat(look.drift().isEmpty())
          .as("%s: %s instead of %s", world, look, asked)
          .isEqualTo(look.changes().size() == asked.changes().size());
      assertThat(look.changes()).as("%s", world).noneMatch(it -> takes(it, look.changes()));
      world.apply(look);
      for (Cell cell : look.drift()) {
        assertThat(world.tool.state()).anyMatch(it -> before.contains(it) && names(cell, it));
      }
    }
  }

  /** An invitation that another, or the role itself, takes the place of takes nothing. */
  private static boolean takes(Change change, List<Change> all) {
    return change instanceof Change.Revoke
        || (change instanceof Change.CancelInvite(String scope)
            && all.stream().noneMatch(it -> gives(it, scope)))
        || (change instanceof Change.ChangeRole it
            && LADDER.indexOf(it.to()) < LADDER.indexOf(it.from()));
  }

  private static boolean gives(Change change, String scope) {
    return (change instanceof Change.Invite invite && invite.scope().equals(scope))
        || (change instanceof Change.Grant grant && grant.scope().equals(scope));
  }

  private static boolean names(Cell cell, String held) {
    return held.endsWith(" " + cell.getScope() + " " + cell.getRole());
  }

  private record World(ModelTool tool, Desired desired, Known known) {

    World looking() {
      Desired look =
          new Desired(
              desired.disposition(), desired.whom(), desired.roles(), desired.bounds(), false);
      return new World(tool, look, known);
    }

    static World random(Random random) {
      ModelTool tool = new ModelTool();
      Optional<String> id =
          random.nextInt(4) == 0
              ? Optional.empty()
              : Optional.of(
                  tool.account("ada", random.nextBoolean() ? Presence.ACTIVE : Presence.DISABLED)
                      .id());
      List<Cell> cells = new ArrayList<>();
      for (String scope : SCOPES) {
        String role = anyRole(scope, random);
        if (id.isPresent() && random.nextBoolean()) {
          Holding holding = random.nextInt(5) == 0 ? Holding.INHERITED : Holding.DIRECT;
          tool.give(id.get(), scope, role, holding);
        } else if (id.isEmpty() && random.nextInt(3) == 0) {
          tool.give("ada@acme.example", scope, role, Holding.INVITED);
        }
        String known = random.nextInt(4) == 0 ? anyRole(scope, random) : role;
        Origin origin = List.of(Origin.values()).get(random.nextInt(3));
        cells.add(new Cell(scope, known, origin, "active", null));
      }
      boolean linked = random.nextInt(4) > 0;
      Known known =
          new Known(
              linked ? id : Optional.empty(),
              cells,
              List.of(),
              random.nextBoolean() ? Set.of(OffboardingItem.CREDENTIALS) : Set.of(),
              List.of(),
              List.of());
      return new World(tool, desired(random), known);
    }

    private static Desired desired(Random random) {
      List<WantedRole> roles = new ArrayList<>();
      boolean leaves = random.nextInt(4) == 0;
      for (int i = random.nextInt(6); i > 0 && !leaves; i--) {
        String scope = SCOPES.get(random.nextInt(SCOPES.size()));
        Optional<LocalDate> ends =
            random.nextInt(3) == 0
                ? Optional.of(LocalDate.of(2027, 1, 1 + random.nextInt(3)))
                : Optional.empty();
        roles.add(new WantedRole(scope, anyRole(scope, random), ends));
      }
      Whom whom =
          new Whom(
              Optional.empty(),
              List.of(new Whom.Lookup(Whom.By.LOGIN, "ada")),
              random.nextBoolean() ? Optional.of("ada") : Optional.empty(),
              Optional.of("ada@acme.example"),
              Optional.empty());
      return new Desired(
          leaves ? Disposition.LEAVER : Disposition.CONVERGE,
          whom,
          roles,
          new Bounds(
              Modes.all(List.of(Mode.values()).get(random.nextInt(3))),
              new ScopePatterns(List.of("acme/**", "label:*")),
              new ProtectedAccounts(List.of())),
          true);
    }

    Plan plan(Known with) throws ToolException {
      return Plan.between(ModelTool.DESCRIPTOR, desired, with, observe(with));
    }

    private Observation observe(Known with) throws ToolException {
      return tool.observe(desired.whom(with), Plan.scopesToRead(desired, with));
    }

    /** As the runtime does it: change by change, then read back. */
    Known apply(Plan plan) throws ToolException {
      Known now = known.during(PlannedChanges.of(plan.changes()));
      for (Change change : plan.changes()) {
        tool.apply(desired.whom(now), change);
        if (change instanceof Change.RevokeCredentials) {
          now = now.withDone(OffboardingItem.CREDENTIALS);
        }
        if (change instanceof Change.CreateAccount) {
          now = now.withAccount(tool.accountOf("ada").map(Observation.ObservedAccount::id));
        }
      }
      Plan after = Plan.between(ModelTool.DESCRIPTOR, desired, now, observe(now));
      return now.withCells(after.cells()).during(List.of());
    }

    private static String anyRole(String scope, Random random) {
      List<String> roles = scope.startsWith("label:") ? LABELS : LADDER;
      return roles.get(random.nextInt(roles.size()));
    }

    @Override
    public String toString() {
      return tool.state() + " knowing " + known + " wanting " + desired.roles();
    }
  }
}
