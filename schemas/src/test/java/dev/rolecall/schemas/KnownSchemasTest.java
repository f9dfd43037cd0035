package dev.rolecall.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class KnownSchemasTest {

  private static final Schema NEWER =
      SchemaBuilder.record("Newer").fields().requiredString("a").endRecord();
  private static final long FINGERPRINT = SchemaNormalization.parsingFingerprint64(NEWER);

  private final KnownSchemas known = new KnownSchemas(ReleasedSchemas.store());
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void whatANewerWriterToldOfIsLearntOnce() {
    known.use(fingerprint -> {
      asked.incrementAndGet();
      return fingerprint == FINGERPRINT ? Optional.of(NEWER) : Optional.empty();
    });
    assertThat(known.findByFingerprint(FINGERPRINT)).isEqualTo(NEWER);
    assertThat(known.findByFingerprint(FINGERPRINT)).isEqualTo(NEWER);
    assertThat(asked).hasValue(1);
  }

  @Test
  void nonsenseIsAskedForOnceAndStaysUnknown() {
    known.use(fingerprint -> {
      asked.incrementAndGet();
      return Optional.empty();
    });
    assertThat(known.findByFingerprint(1)).isNull();
    assertThat(known.findByFingerprint(1)).isNull();
    assertThat(asked).hasValue(1);
  }

  @Test
  void aSchemaUnderAnothersFingerprintIsNotBelieved() {
    known.use(fingerprint -> Optional.of(NEWER));
    assertThat(known.findByFingerprint(FINGERPRINT + 1)).isNull();
  }

  @Test
  void whatIsReleasedIsNotAskedFor() {
    known.use(fingerprint -> {
      throw new AssertionError("asked");
    });
    for (ReleasedSchemas.Released each : ReleasedSchemas.all()) {
      long fingerprint = SchemaNormalization.parsingFingerprint64(each.schema());
      assertThat(known.findByFingerprint(fingerprint)).isEqualTo(each.schema());
    }
  }

  @Test
  void whatStoresHoldIsToldOfAsWell() {
    assertThat(WrittenSchemas.all().values())
        .extracting(Schema::getName)
        .contains(
            "Command", "Access", "Proposal", "Withheld", "Tally", "FlowWindow", "Version", "Hold");
  }
}
