package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON with limits. Duplicate keys are refused: two parsers that pick different ones would see two
 * different people, and no identity provider sends them.
 */
public final class ScimJson {

  private static final ObjectMapper MAPPER = mapper();

  private ScimJson() {}

  /**
   * A mapper that enforces the JSON limits of {@link Limits}, refuses duplicate keys and anything
   * after the document.
   */
  public static ObjectMapper mapper() {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxDocumentLength(Limits.MAX_BODY_BYTES)
            .maxNestingDepth(Limits.MAX_JSON_DEPTH)
            .maxTokenCount(Limits.MAX_JSON_TOKENS)
            .maxStringLength(Limits.MAX_STRING_LENGTH)
            .maxNumberLength(Limits.MAX_NUMBER_LENGTH)
            .maxNameLength(Limits.MAX_KEY_LENGTH)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  /**
   * Reads one JSON document.
   *
   * @throws ScimException 400 invalidSyntax, or 413 when a limit is exceeded; never with a piece of
   *     the document in it
   */
  public static JsonNode read(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (node.isMissingNode()) {
        throw ScimException.of(ScimType.INVALID_SYNTAX, "The body is empty.");
      }
      return node;
    } catch (StreamConstraintsException limit) {
      throw new ScimException(
          ScimError.tooLarge(
              "The body exceeds a limit: nesting, length of a string, key or number, or size."));
    } catch (JsonProcessingException syntax) {
      throw ScimException.of(
          ScimType.INVALID_SYNTAX, "The body is not valid JSON" + place(syntax) + ".");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Same as {@link #read(byte[])}, for text. */
  public static JsonNode read(String body) {
    return read(body.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes UTF-8. */
  public static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Writes UTF-8, one part after the other, and closes; also when it fails.
   *
   * @throws IOException what the stream throws; and around what is thrown while a part is made
   */
  public static void write(JsonNode node, OutputStream out) throws IOException {
    MAPPER.writeValue(out, node);
  }

  /** Whether UTF-8 can carry the text: JSON escapes can spell half of a surrogate pair. */
  static boolean isUnicode(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (Character.isSurrogate(unit)) {
        if (!Character.isHighSurrogate(unit)
            || ++at == text.length()
            || !Character.isLowSurrogate(text.charAt(at))) {
          return false;
        }
      }
    }
    return true;
  }

  private static String place(JsonProcessingException syntax) {
    return syntax.getLocation() == null
        ? ""
        : " (line "
            + syntax.getLocation().getLineNr()
            + ", column "
            + syntax.getLocation().getColumnNr()
            + ")";
  }
}
