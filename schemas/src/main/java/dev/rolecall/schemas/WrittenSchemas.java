package dev.rolecall.schemas;

import dev.rolecall.schemas.avro.FlowWindow;
import dev.rolecall.schemas.avro.Proposal;
import dev.rolecall.schemas.avro.Tally;
import dev.rolecall.schemas.avro.Withheld;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every schema that this version writes with: of topics, of the topics of state stores, and of the
 * records inside of them, which stores keep one by one.
 */
public final class WrittenSchemas {

  /** What only stores, and the way to the guard, hold. */
  private static final List<Schema> OF_STORES =
      List.of(
          Proposal.getClassSchema(),
          Withheld.getClassSchema(),
          FlowWindow.getClassSchema(),
          Tally.getClassSchema());

  private WrittenSchemas() {}

  /** By their fingerprints, as {@link #key} writes them. */
  public static Map<String, Schema> all() {
    Map<String, Schema> all = new TreeMap<>();
    Stream.concat(
            Topics.all(List.of("any")).stream().map(topic -> topic.values().schema()),
            OF_STORES.stream())
        .forEach(schema -> add(schema, all));
    return all;
  }

  /** The key of a schema in its topic. */
  public static String key(long fingerprint) {
    return "%016x".formatted(fingerprint);
  }

  private static void add(Schema schema, Map<String, Schema> all) {
    switch (schema.getType()) {
      case RECORD -> {
        String key = key(SchemaNormalization.parsingFingerprint64(schema));
        if (all.putIfAbsent(key, schema) == null) {
          schema.getFields().forEach(field -> add(field.schema(), all));
        }
      }
      case ARRAY -> add(schema.getElementType(), all);
      case MAP -> add(schema.getValueType(), all);
      case UNION -> schema.getTypes().forEach(each -> add(each, all));
      case ENUM, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {
        // Nothing writes these by themselves.
      }
    }
  }
}
