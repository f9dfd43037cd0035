package dev.rolecall.processor.directory.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is nested in what, once all jobs are done everybody has the groups that they should. */
class NestingModelTest {

  private static final int COMMANDS = 90;
  private static final int PEOPLE = 6;
  private static final int GROUPS = 7;

  /** Deleting a group with so many members takes a job. */
  private static final int STRANGERS = Limits.MEMBERS_PER_COMMAND - 2;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void peopleHaveTheGroupsThatTheModelGivesThem(long seed) {
    Model model = new Model();
    Acme acme = new Acme();
    RandomGenerator random = random(seed);
    for (Object intent : intents(seed)) {
      if (acme.send(intent).outcome().getResult() instanceof Accepted) {
        model.apply(intent, acme.now());
      }
      IntStream.range(0, random.nextInt(3)).forEach(n -> acme.work(1 + random.nextInt(60)));
    }
    acme.workEverythingOff();

    model.users.forEach(user -> {
      Person person = acme.person(user);
      assertThat(sinceById(person)).as(user).isEqualTo(model.groupsOf(Asked.id(user)));
      assertThat(person.getGroups()).allSatisfy(group -> assertPath(person, group, model));
      assertThat(person.getIncomplete()).isFalse();
    });
    model.names.forEach((id, name) ->
        assertThat(Objects.requireNonNull(acme.state.group(id)))
            .satisfies(group -> {
              assertThat(group.getDisplayName()).isEqualTo(name);
              assertThat(group.getParents()).isEqualTo(model.parents(id).size());
              assertThat(group.getMemberCount()).isEqualTo(model.members(id));
            }));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whenTheJobsAreWorkedOffMakesNoDifferenceInTheEnd(long seed) {
    Acme prompt = new Acme();
    Acme late = new Acme();
    RandomGenerator random = random(seed);
    for (Object intent : intents(seed)) {
      // The id of a large deleted group is in use until its job is done: there are none here.
      if (!(intent instanceof ChangeGroup change && change.getAdd().size() == STRANGERS)) {
        Object answer = prompt.send(intent).outcome().getResult();
        assertThat(late.send(intent).outcome().getResult()).isEqualTo(answer);
        prompt.workEverythingOff();
        late.work(random.nextInt(1, 60));
      }
    }
    late.workEverythingOff();

    assertThat(bodies(late)).isEqualTo(bodies(prompt));
  }

  private static Map<String, Object> bodies(Acme acme) {
    return acme.people.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> body(each.getValue())));
  }

  private static Object body(PeopleEntry entry) {
    return entry.getBody();
  }

  private static SortedMap<String, Instant> sinceById(Person person) {
    SortedMap<String, Instant> since = new TreeMap<>();
    person.getGroups().forEach(group -> since.put(group.getId(), group.getSince()));
    return since;
  }

  /** Each group leads down to a direct one over edges that exist, and is as old as they say. */
  private static void assertPath(Person person, GroupRef group, Model model) {
    assertThat(group.getDisplayName()).isEqualTo(model.names.get(group.getId()));
    GroupRef at = group;
    for (int steps = 0; at.getVia() != null; steps++) {
      assertThat(steps).isLessThan(GROUPS);
      GroupRef above = at;
      at =
          person.getGroups().stream()
              .filter(each -> each.getId().equals(above.getVia()))
              .findFirst()
              .orElseThrow();
      assertThat(above.getSince())
          .isEqualTo(later(at.getSince(), model.edge(above.getId(), at.getId())));
    }
    assertThat(at.getSince()).isBeforeOrEqualTo(model.edge(at.getId(), person.getId()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** What is asked in one run. */
  static List<Object> intents(long seed) {
    RandomGenerator random = random(-seed);
    List<Object> intents = new ArrayList<>();
    IntStream.range(0, PEOPLE).forEach(n -> intents.add(Asked.join("p" + n)));
    while (intents.size() < COMMANDS) {
      intents.addAll(intent(random));
    }
    return intents;
  }

  private static List<Object> intent(RandomGenerator random) {
    String group = "g" + random.nextInt(GROUPS);
    String person = "p" + random.nextInt(PEOPLE);
    String other = "g" + random.nextInt(GROUPS);
    return switch (random.nextInt(12)) {
      case 0, 1 -> List.of(Asked.createGroup(group, person, other));
      case 2 ->
          random.nextInt(3) > 0
              ? List.of(Asked.createGroup(group))
              : List.of(Asked.createGroup(group), Asked.addIds(group, strangers()));
      case 3, 4, 5 -> List.of(Asked.add(group, other));
      case 6, 7 -> List.of(Asked.remove(group, other));
      case 8 -> List.of(Asked.add(group, person, other));
      case 9 -> List.of(Asked.remove(group, person, other));
      case 10 ->
          switch (random.nextInt(4)) {
            case 0 -> List.of(Asked.deleteUser(person));
            case 1, 2 -> List.of(Asked.join(person));
            default -> List.of(Asked.rename(group, "name " + random.nextInt(9)));
          };
      default -> List.of(Asked.deleteGroup(group));
    };
  }

  private static List<String> strangers() {
    return IntStream.range(0, STRANGERS).mapToObj(n -> "stranger-" + n).toList();
  }
}
