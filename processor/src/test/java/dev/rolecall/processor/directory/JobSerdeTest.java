package dev.rolecall.processor.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.processor.directory.decide.Job;
import dev.rolecall.schemas.avro.Actor;
import dev.rolecall.schemas.avro.ActorKind;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Trigger;
import org.apache.kafka.common.errors.SerializationException;
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

  private final JobSerde serde = new JobSerde();

  @Test
  void aJobIsReadAsItWasWritten() {
    for (Job.Kind kind : Job.Kind.values()) {
      Job begun = new Job(kind, "acme", Asked.id("group"), null, null, 0, 5_000, CAUSE, 7, true);
      Job underWay = new Job(kind, "acme", Asked.id("group"), "m", "t", 40, 5_000, CAUSE, 7, false);
      assertThat(readBack(begun)).isEqualTo(begun);
      assertThat(readBack(underWay)).isEqualTo(underWay);
    }
  }

  @Test
  void aJobOfAnUnknownVersionStopsTheReader() {
    assertThatThrownBy(() -> serde.deserializer().deserialize("jobs", new byte[] {99}))
        .isInstanceOf(SerializationException.class);
  }

  private Job readBack(Job job) {
    return serde.deserializer().deserialize("jobs", serde.serializer().serialize("jobs", job));
  }
}
