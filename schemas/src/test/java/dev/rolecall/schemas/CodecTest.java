package dev.rolecall.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.avro.Accepted;
import dev.rolecall.schemas.avro.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CodecTest {

  private static final Codec<Outcome> CODEC = Codec.of(Outcome.class);
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static Outcome outcome() {
    return Outcome.newBuilder()
        .setCommand("c-1")
        .setDirectory("acme")
        .setCorrelation("r-1")
        .setDecidedAt(NOON)
        .setResult(
            Accepted.newBuilder()
                .setChanged(true)
                .setResource("u-1")
                .setVersion(1)
                .setCreated(NOON)
                .setLastModified(NOON)
                .build())
        .build();
  }

  @Test
  void whatIsWrittenIsRead() {
    assertThat(CODEC.decode(CODEC.encode(outcome()))).isEqualTo(outcome());
  }

  @Test
  void recordsStartWithTheMarkerOfSingleObjectEncoding() {
    assertThat(Arrays.copyOf(CODEC.encode(outcome()), 2)).containsExactly(0xC3, 0x01);
  }

  @Test
  void bytesThatAreNoRecordAreRefusedWithoutRepeatingThem() {
    byte[] secret = "{\"password\":\"hunter2\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CODEC.decode(secret))
        .isInstanceOf(Codec.UndecodableException.class)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aTruncatedRecordIsRefused() {
    byte[] whole = CODEC.encode(outcome());

    assertThatThrownBy(() -> CODEC.decode(Arrays.copyOf(whole, whole.length - 3)))
        .isInstanceOf(Codec.UndecodableException.class);
  }

  @Test
  void aRecordOfAnotherTopicIsRefused() {
    byte[] other = Codec.of(Accepted.class).encode((Accepted) outcome().getResult());

    assertThatThrownBy(() -> CODEC.decode(other)).isInstanceOf(Codec.UndecodableException.class);
  }

  @Test
  void aTombstoneStaysOne() {
    assertThat(CODEC.serializer().serialize("any", null)).isNull();
    assertThat(CODEC.deserializer().deserialize("any", null)).isNull();
  }
}
