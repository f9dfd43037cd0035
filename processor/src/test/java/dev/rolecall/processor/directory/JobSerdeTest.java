package dev.rolecall.processor.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.EffectKind;
import dev.rolecall.schemas.avro.Trigger;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JobSerdeTest {

  static final Cause CAUSE =
      new Cause(
          Trigger.OPERATOR,
          Asked.id("command"),
          "PATCH /scim/v2/Groups/1",
          "correlation",
          new Actor(ActorKind.OPERATOR, "grace"),
          Asked.MORNING,
          Asked.MORNING.plusMillis(7));

  private static final Effect EMPTIED =
      new Effect(Asked.id("batch"), EffectKind.EMPTIED, Asked.id("group"), 900, 900, CAUSE);
  private static final Effect DELETED =
      new Effect(Asked.id("command"), EffectKind.DELETED, Asked.id("above"), 3, 3, CAUSE);

  private final JobSerde serde = new JobSerde();

  @Test
  void aJobIsReadAsItWasWritten() {
    for (Job.Kind kind : Job.Kind.values()) {
      Job begun = job(kind, null, null, 0, true, List.of());
      Job underWay = job(kind, "m", "t", 40, false, List.of(EMPTIED, DELETED));
      assertThat(readBack(begun)).isEqualTo(begun);
      assertThat(readBack(underWay)).isEqualTo(underWay);
    }
  }

  @Test
  void aJobOfAnUnknownVersionStopsTheReader() {
    assertThatThrownBy(() -> serde.deserializer().deserialize("jobs", new byte[] {99}))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void jobsOfEarlierReleasesAreStillRead() {
    Job second = job(Job.Kind.RESOLVE_MEMBERS, "m", "t", 40, true, List.of());
    // The second version ends where the number of effects begins now.
    byte[] bytes = serde.serializer().serialize("jobs", second);
    byte[] asSecond = Arrays.copyOf(bytes, bytes.length - Integer.BYTES);
    asSecond[0] = 2;
    assertThat(serde.deserializer().deserialize("jobs", asSecond)).isEqualTo(second);

    // The first one ends behind the cause.
    int lengthOfUntil = Short.BYTES + 1;
    byte[] asFirst = Arrays.copyOf(asSecond, asSecond.length - Long.BYTES - 1 - lengthOfUntil);
    asFirst[0] = 1;
    Job first = serde.deserializer().deserialize("jobs", asFirst);
    assertThat(first.cursor()).isEqualTo("m");
    assertThat(first.cause()).isEqualTo(CAUSE);
    assertThat(first.offset()).isEqualTo(-1);
    assertThat(first.effects()).isEmpty();
  }

  private static Job job(
      Job.Kind kind,
      @Nullable String cursor,
      @Nullable String until,
      int done,
      boolean urgent,
      List<Effect> effects) {
    return new Job(
        kind, "acme", Asked.id("group"), cursor, until, done, 5_000, CAUSE, 7, urgent, effects);
  }

  private Job readBack(Job job) {
    return serde.deserializer().deserialize("jobs", serde.serializer().serialize("jobs", job));
  }
}
