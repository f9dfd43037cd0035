package dev.rolecall.processor.directory.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.Membership;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.User;
import dev.rolecall.schemas.avro.UserState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever folds the directory log, in whatever way, has what the stage has. */
class FoldTest {

  private static final int COMMANDS = 400;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 25);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void foldingTheLogGivesTheLiveState(long seed) {
    Acme acme = afterAWildDay(seed);

    SortedMap<String, DirectoryEntry> folded = fold(acme.log);
    assertThat(folded).isEqualTo(facts(acme));
    assertThat(indexOf(folded)).isEqualTo(index(acme));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countsAndPeopleAreWhatTheEdgesSay(long seed) {
    Acme acme = afterAWildDay(seed);
    SortedMap<String, DirectoryEntry> facts = facts(acme);

    for (DirectoryEntry entry : facts.values()) {
      if (entry.getFact() instanceof GroupState group) {
        assertThat(group.getMemberCount())
            .isEqualTo((int) edges(facts).filter(e -> e.getGroup().equals(group.getId())).count());
      }
      if (entry.getFact() instanceof UserState user) {
        Person person =
            (Person) required(acme.people, Keys.person(Asked.ACME, user.getId())).getBody();
        assertThat(person.getUser()).isEqualTo(user.getUser());
        assertThat(person.getGroups()).isEqualTo(groupsOf(user.getId(), facts));
      }
    }
    acme.people.values().stream()
        .map(entry -> (Person) entry.getBody())
        .filter(person -> !facts.containsKey(Keys.user(Asked.ACME, person.getId())))
        .forEach(person -> {
          assertThat(person.getStanding()).isEqualTo(Standing.DELETED);
          assertThat(person.getGroups()).isEmpty();
        });
  }

  private static Acme afterAWildDay(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Acme acme = new Acme();
    IntStream.range(0, COMMANDS).forEach(n -> acme.send(intent(random, n)));
    acme.workEverythingOff();
    return acme;
  }

  private static Object intent(RandomGenerator random, int n) {
    String person = "person " + random.nextInt(12);
    String group = "group " + random.nextInt(5);
    return switch (random.nextInt(8)) {
      case 0 -> Asked.join(person);
      case 1 -> {
        User user = Asked.withTitle(Asked.aUser("name " + random.nextInt(14)), "title " + n);
        yield Asked.replace(
            person, 1 + random.nextInt(3), random.nextBoolean() ? user : Asked.suspended(user));
      }
      case 2 -> random.nextInt(4) == 0 ? Asked.deleteUser(person) : Asked.join(person);
      case 3 -> Asked.createGroup(group, "person " + random.nextInt(12));
      case 4 -> Asked.rename(group, "Group " + random.nextInt(6));
      case 5 -> random.nextInt(4) == 0 ? Asked.deleteGroup(group) : Asked.createGroup(group);
      case 6 -> Asked.add(group, person, "person " + random.nextInt(12));
      default ->
          ChangeGroup.newBuilder(Asked.remove(group, person))
              .setAdd(List.of(Asked.id("person " + random.nextInt(12))))
              .build();
    };
  }

  private static SortedMap<String, DirectoryEntry> fold(List<Fact> log) {
    SortedMap<String, DirectoryEntry> folded = new TreeMap<>();
    for (Fact fact : log) {
      DirectoryEntry entry = fact.entry();
      if (entry == null) {
        folded.remove(fact.key());
      } else {
        folded.put(fact.key(), entry);
      }
    }
    return folded;
  }

  private static SortedMap<String, String> indexOf(Map<String, DirectoryEntry> facts) {
    SortedMap<String, String> index = new TreeMap<>();
    for (DirectoryEntry entry : facts.values()) {
      switch (entry.getFact()) {
        case UserState user ->
            index.put("acme/user-name/" + lower(user.getUser().getUserName()), user.getId());
        case GroupState group ->
            index.put("acme/group-name/" + lower(group.getDisplayName()), group.getId());
        case Membership edge ->
            index.put(
                "acme/group-of/" + edge.getMember() + "/" + edge.getGroup(),
                Long.toString(edge.getSince().toEpochMilli()));
        case DirectoryPhase phase -> assertThat(entry.getDirectory()).isEqualTo(Asked.ACME);
        default -> throw new AssertionError("no bundle was published");
      }
    }
    return index;
  }

  private static List<GroupRef> groupsOf(String user, Map<String, DirectoryEntry> facts) {
    return edges(facts)
        .filter(edge -> edge.getMember().equals(user))
        .map(edge -> {
          GroupState group =
              (GroupState) required(facts, Keys.group(Asked.ACME, edge.getGroup())).getFact();
          return new GroupRef(
              group.getId(),
              group.getDisplayName(),
              group.getExternalId(),
              edge.getSince(),
              null,
              group.getNamed());
        })
        .toList();
  }

  private static Stream<Membership> edges(Map<String, DirectoryEntry> facts) {
    return facts.values().stream()
        .map(DirectoryEntry::getFact)
        .filter(Membership.class::isInstance)
        .map(Membership.class::cast);
  }

  private static SortedMap<String, DirectoryEntry> facts(Acme acme) {
    return ((MapTable<DirectoryEntry>) acme.tables.facts()).entries();
  }

  private static SortedMap<String, String> index(Acme acme) {
    return ((MapTable<String>) acme.tables.index()).entries();
  }

  private static <V> V required(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
