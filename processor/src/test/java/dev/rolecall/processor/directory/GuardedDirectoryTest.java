package dev.rolecall.processor.directory;

import static dev.rolecall.processor.directory.Asked.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.avro.ConfirmDirectory;
import dev.rolecall.schemas.avro.DecideHold;
import dev.rolecall.schemas.avro.DirectoryPhase;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.HoldVerdict;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.Person;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guard hears from the directory stage, through the whole topology. */
class GuardedDirectoryTest {

  private static final int MEMBERS = 1_000;
  private static final int SLICES = 21;

  @TempDir Path state;
  private Pipeline pipeline;

  @BeforeEach
  void start() {
    pipeline = new Pipeline(state, bundle -> List.of());
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void theFirstRecordWithoutADeletedGroupSaysSoWhateverPublishedIt() {
    largeGroup();
    pipeline.ask(deleteGroup("everybody"));
    pipeline.forgetOutput();
    pipeline.slice();
    // Some of them are reached by the job first, and some by another command.
    for (int n = 0; n < MEMBERS; n += 100) {
      pipeline.send(replace("p" + n, 1, withTitle(aUser("p" + n), "Engineer")));
    }
    IntStream.range(0, SLICES).forEach(n -> pipeline.slice());

    Map<String, PeopleEntry> first = new HashMap<>();
    pipeline.people.readKeyValuesToList().forEach(each -> first.putIfAbsent(each.key, each.value));
    assertThat(first).hasSize(MEMBERS);
    assertThat(first.values())
        .allSatisfy(entry -> {
          assertThat(((Person) entry.getBody()).getGroups()).isEmpty();
          Effect effect = entry.getEffects().getFirst();
          assertThat(effect.getKind()).isEqualTo(EffectKind.DELETED);
          assertThat(effect.getGroup()).isEqualTo(id("everybody"));
          assertThat(effect.getMembers()).isEqualTo(MEMBERS);
        });
  }

  @Test
  void aDirectoryIsLoadingUntilItIsConfirmed() {
    pipeline.ask(join("ada"));
    pipeline.ask(new ConfirmDirectory(List.of()));
    pipeline.ask(join("bob"));
    assertThat(pipeline.people.readKeyValuesToList())
        .extracting(each ->
            each.value.getBody() instanceof DirectoryPhase phase
                ? each.key + " " + phase.getReady()
                : each.key)
        .containsExactly(
            "~phase/acme false", Pipeline.key("ada"), "~phase/acme true", Pipeline.key("bob"));
    assertThat(pipeline.directory.readKeyValuesToList())
        .extracting(fact -> fact.key)
        .containsSubsequence(Keys.phase(ACME), Keys.user(ACME, id("ada")), Keys.phase(ACME));
  }

  @Test
  void anOperatorsDecisionIsFollowedByItsTombstone() {
    DecideHold reject = new DecideHold("gitlab.3f9c2a1b", HoldVerdict.REJECT, 7L, null);
    pipeline.ask(reject);
    List<KeyValue<String, PeopleEntry>> sent = pipeline.people.readKeyValuesToList();
    String key = Keys.peopleOrder(id("command 1"));
    assertThat(sent).extracting(each -> each.key).containsExactly(key, key);
    assertThat(sent.getFirst().value.getBody()).isEqualTo(reject);
    assertThat(sent.getLast().value).isNull();
  }

  private void largeGroup() {
    IntStream.range(0, MEMBERS).forEach(n -> pipeline.send(join("p" + n)));
    pipeline.send(createGroup("everybody"));
    List<String> ids = IntStream.range(0, MEMBERS).mapToObj(n -> id("p" + n)).toList();
    for (int from = 0; from < MEMBERS; from += 250) {
      pipeline.send(addIds("everybody", ids.subList(from, from + 250)));
    }
    pipeline.forgetOutput();
  }
}
