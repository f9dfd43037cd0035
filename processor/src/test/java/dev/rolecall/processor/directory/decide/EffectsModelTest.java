package dev.rolecall.processor.directory.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.processor.directory.Asked;
import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.DeleteGroup;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.ReplaceUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is asked in between and whenever the jobs are worked off: the first record of somebody
 * that lacks a group, or has its new name, because of an effect carries that effect.
 */
class EffectsModelTest {

  private final Model model = new Model();
  private final Acme acme = new Acme();

  /** Effects of which one must be told, by person and what the next record of theirs lacks. */
  private final Map<List<String>, List<String>> due = new HashMap<>();

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theFirstRecordThatLacksAGroupBecauseOfAnEffectCarriesIt(long seed) {
    RandomGenerator random = NestingModelTest.random(seed);
    for (Object intent : NestingModelTest.intents(seed)) {
      if (random.nextInt(5) == 0) {
        send(retitled(random));
      }
      send(intent);
      for (int n = random.nextInt(3); n > 0; n--) {
        acme.work(1 + random.nextInt(60)).forEach(step -> check(step.people()));
      }
    }
    while (!due.isEmpty()) {
      List<JobStep> steps = acme.work(50);
      assertThat(steps).as("%s is never told", due).isNotEmpty();
      steps.forEach(step -> check(step.people()));
    }
  }

  /** A command that has nothing to do with groups, and publishes somebody all the same. */
  private Object retitled(RandomGenerator random) {
    String person = "p" + random.nextInt(6);
    var user = acme.state.user(Asked.id(person));
    long version = user == null ? 1 : user.getVersion();
    return Asked.replace(
        person, version, Asked.withTitle(Asked.aUser(person), "title " + acme.offset()));
  }

  private void send(Object intent) {
    Map<String, SortedMap<String, ?>> before = groups();
    List<String> effects = effects(intent, Asked.id("command " + (acme.offset() + 1)));
    Decision decision = acme.send(intent);
    if (decision.outcome().getResult() instanceof Accepted) {
      if (!(intent instanceof ReplaceUser)) {
        model.apply(intent, acme.now());
      }
      note(before, groups(), effects);
    }
    check(decision.people());
  }

  private Map<String, SortedMap<String, ?>> groups() {
    Map<String, SortedMap<String, ?>> groups = new HashMap<>();
    model.users.forEach(user -> groups.put(Asked.id(user), model.groupsOf(Asked.id(user))));
    return groups;
  }

  private void note(
      Map<String, SortedMap<String, ?>> before,
      Map<String, SortedMap<String, ?>> after,
      List<String> effects) {
    after.forEach((person, groups) -> {
      Set<String> lost = new HashSet<>(before.getOrDefault(person, groups).keySet());
      lost.removeAll(groups.keySet());
      if (!effects.isEmpty()) {
        lost.forEach(group -> due.putIfAbsent(List.of(person, group), effects));
      }
      for (String group : groups.keySet()) {
        due.remove(List.of(person, group));
        List<String> renames =
            effects.stream().filter(each -> each.contains("RENAMED " + group)).toList();
        if (!renames.isEmpty()) {
          due.put(List.of(person, group, "name"), renames);
        }
      }
      // Who left a renamed group is no longer told its name.
      lost.forEach(group -> due.remove(List.of(person, group, "name")));
    });
  }

  private void check(List<PeopleRecord> records) {
    for (PeopleRecord record : records) {
      if (record.entry() != null && record.entry().getBody() instanceof Person person) {
        check(person, record.entry());
      }
    }
  }

  private void check(Person person, PeopleEntry entry) {
    Set<String> told =
        entry.getEffects().stream().map(EffectsModelTest::text).collect(Collectors.toSet());
    boolean isFull = told.size() == Limits.EFFECTS_PER_RECORD;
    List<String> groups = person.getGroups().stream().map(GroupRef::getId).toList();
    for (Map.Entry<List<String>, List<String>> each : Map.copyOf(due).entrySet()) {
      List<String> what = each.getKey();
      if (what.getFirst().equals(person.getId())) {
        boolean isLoss = what.size() == 2;
        due.remove(what);
        assertThat(isLoss && groups.contains(what.get(1))).as("%s is lost", what).isFalse();
        if (isLoss || groups.contains(what.get(1))) {
          assertThat(isFull || told.stream().anyMatch(each.getValue()::contains))
              .as("%s of %s, not only %s", each.getValue(), what, told)
              .isTrue();
        }
      }
    }
  }

  private static String text(Effect effect) {
    return text(effect.getId(), effect.getKind(), effect.getGroup());
  }

  private static String text(String id, EffectKind kind, String group) {
    return id + " " + kind + " " + group;
  }

  /** What a command does at once, counted in the model. */
  private List<String> effects(Object intent, String command) {
    return switch (intent) {
      case DeleteGroup asked when model.members(asked.getId()) > 0 ->
          List.of(text(command, EffectKind.DELETED, asked.getId()));
      case ChangeGroup asked -> effects(asked, command);
      default -> List.of();
    };
  }

  private List<String> effects(ChangeGroup asked, String command) {
    List<String> effects = new ArrayList<>();
    String group = asked.getId();
    String name = asked.getDisplayName();
    if (name != null && !name.equals(model.names.get(group))) {
      effects.add(text(command, EffectKind.RENAMED, group));
    }
    int before = model.members(group);
    long removed =
        asked.getRemove().stream().distinct().filter(each -> model.isMember(group, each)).count();
    if (before >= 2 && removed == before) {
      effects.add(text(command, EffectKind.EMPTIED, group));
    } else if (before >= 2 && 2 * removed >= before) {
      effects.add(text(command, EffectKind.HALVED, group));
    }
    return effects;
  }
}
