package dev.rolecall.schemas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of all releases, kept beside the code: {@code released/RELEASE/TOPIC.avsc}, listed in
 * {@code released/index}. They are what lets a reader understand records that an older or newer
 * writer left on a topic.
 */
public final class ReleasedSchemas {

  private static final String FOLDER = "released/";

  private ReleasedSchemas() {}

  /** One schema of one release: where it is kept, and what it says. */
  public record Released(String file, Schema schema) {}

  /** Every released schema, oldest release first. */
  public static List<Released> all() {
    List<Released> released = new ArrayList<>();
    for (String file : read("index").lines().filter(line -> !line.isBlank()).toList()) {
      released.add(new Released(file, new Schema.Parser().parse(read(file))));
    }
    return released;
  }

  static SchemaStore store() {
    SchemaStore.Cache cache = new SchemaStore.Cache();
    all().forEach(each -> cache.addSchema(each.schema()));
    return cache;
  }

  private static String read(String file) {
    try (@Nullable InputStream stream = ReleasedSchemas.class.getResourceAsStream(FOLDER + file)) {
      if (stream == null) {
        throw new IllegalStateException("missing from the jar: " + FOLDER + file);
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return String.join("\n", reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
