package dev.rolecall.ingest.oracle;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.ingest.scim.ScimJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The users, filters and PATCH operations that all engines are asked about. */
final class Tables {

  private static final String ERRORS = " !! ";

  private Tables() {}

  /** A line of a table: what is asked, and the errors of oracles that it shows. */
  record Row(String text, Set<KnownError> errors) {}

  static List<ObjectNode> users() {
    return lines("users.json").stream().map(line -> (ObjectNode) ScimJson.read(line)).toList();
  }

  static List<Row> filters() {
    return lines("filters.txt").stream().map(Tables::row).toList();
  }

  /** Operations of one PATCH, separated by commas. */
  static List<Row> patches() {
    return lines("patches.txt").stream().map(Tables::row).toList();
  }

  static JsonNode body(String operations) {
    return ScimJson.read(
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
            + operations
            + "]}");
  }

  private static Row row(String line) {
    int mark = line.indexOf(ERRORS);
    if (mark < 0) {
      return new Row(line.strip(), Set.of());
    }
    Set<KnownError> errors =
        Arrays.stream(line.substring(mark + ERRORS.length()).strip().split(" ", -1))
            .map(KnownError::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(KnownError.class)));
    return new Row(line.substring(0, mark).strip(), errors);
  }

  private static List<String> lines(String file) {
    try (InputStream stream =
        requireNonNull(Tables.class.getResourceAsStream("/oracle/" + file), file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
