package dev.rolecall.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rolecall.schemas.ReleasedSchemas.Released;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Nobody can change a schema so that a released reader or a released record is lost. A new release
 * adds a folder under {@code released/}; {@code -Drolecall.release=0.2} writes it.
 */
class CompatibilityTest {

  private static final SchemaValidator BOTH_WAYS =
      new SchemaValidatorBuilder().mutualReadStrategy().validateAll();

  /**
   * What was written before the first release: it is read, so that such an installation can be
   * upgraded; nothing of it reads us.
   */
  private static final String BEFORE_RELEASES = "0.0/";

  private static final SchemaValidator READS =
      new SchemaValidatorBuilder().canReadStrategy().validateAll();

  private static final List<Schema> CURRENT =
      Topics.all(List.of("any")).stream().map(CompatibilityTest::schemaOf).distinct().toList();

  private static Schema schemaOf(Topic<?> topic) {
    return topic.values().schema();
  }

  @TestFactory
  Stream<DynamicTest> everyReleasedSchemaReadsAndIsReadByTheCurrentOne() {
    return ReleasedSchemas.all().stream()
        .map(released ->
            DynamicTest.dynamicTest(
                released.file(),
                () ->
                    strategy(released).validate(currentOf(released), List.of(released.schema()))));
  }

  private static SchemaValidator strategy(Released released) {
    return released.file().startsWith(BEFORE_RELEASES) ? READS : BOTH_WAYS;
  }

  @Test
  void everyTopicsSchemaIsReleased() throws IOException {
    String release = System.getProperty("rolecall.release", "");
    if (!release.isEmpty()) {
      write(release);
    }
    assertThat(ReleasedSchemas.all())
        .extracting(released -> released.schema().getName())
        .containsAll(CURRENT.stream().map(Schema::getName).toList());
  }

  @Test
  void theNewestReleaseIsWhatIsWrittenNow() {
    Map<String, Schema> newest =
        ReleasedSchemas.all().stream()
            .collect(
                Collectors.toMap(
                    r -> r.schema().getName(), Released::schema, (older, newer) -> newer));
    for (Schema schema : CURRENT) {
      assertThat(newest.get(schema.getName()))
          .as(schema.getName() + " changed: write a new release, see CONTRIBUTING")
          .isEqualTo(schema);
    }
  }

  @Test
  void aFieldWithoutDefaultWouldBeCaught() {
    Schema before = SchemaBuilder.record("R").fields().requiredString("a").endRecord();
    Schema after =
        SchemaBuilder.record("R").fields().requiredString("a").requiredString("b").endRecord();

    assertThatThrownBy(() -> BOTH_WAYS.validate(after, List.of(before)))
        .isInstanceOf(SchemaValidationException.class);
  }

  private static Schema currentOf(Released released) {
    return WrittenSchemas.all().values().stream()
        .filter(schema -> schema.getFullName().equals(released.schema().getFullName()))
        .findFirst()
        .orElseThrow();
  }

  private static void write(String release) throws IOException {
    Path folder = Path.of("src/main/resources/dev/rolecall/schemas/released");
    Path index = folder.resolve("index");
    Files.createDirectories(folder.resolve(release));
    StringBuilder lines = new StringBuilder(Files.readString(index));
    for (Schema schema : CURRENT) {
      String file = release + "/" + schema.getName() + ".avsc";
      Files.writeString(
          folder.resolve(file), SchemaFormatter.getInstance("json/pretty").format(schema) + "\n");
      if (lines.indexOf(file + "\n") < 0) {
        lines.append(file).append('\n');
      }
    }
    Files.writeString(index, lines);
  }
}
