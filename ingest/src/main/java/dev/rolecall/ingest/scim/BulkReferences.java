package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * References by bulkId (RFC 7644 § 3.7.2), where an id of a resource can stand: the value of a
 * member or of a manager, {@code $ref}, and paths. Elsewhere a text that begins with {@code
 * bulkId:} is a text.
 */
public final class BulkReferences {

  private static final String MARK = "bulkId:";

  /** Inside an address or a value filter: up to the next slash, quotation mark or bracket. */
  private static final Pattern INSIDE = Pattern.compile("bulkId:([^/\"\\[\\]\\s]+)");

  private BulkReferences() {}

  /**
   * Some of a resource now and the rest of it later.
   *
   * @param now without any of the references in question
   * @param later the attributes with such references; of lists only the elements that have one
   */
  public record Split(ObjectNode now, ObjectNode later) {}

  /** The bulkIds that a path names. */
  public static Set<String> in(String path) {
    Set<String> ids = new LinkedHashSet<>();
    resolve(path, id -> noted(ids, id));
    return ids;
  }

  /** The bulkIds that a body names. */
  public static Set<String> in(JsonNode data) {
    Set<String> ids = new LinkedHashSet<>();
    resolve(data, id -> noted(ids, id));
    return ids;
  }

  /** A path with the ids in place of what stands for them. */
  public static String resolve(String path, UnaryOperator<String> idOf) {
    return INSIDE
        .matcher(path)
        .replaceAll(match -> Matcher.quoteReplacement(idOf.apply(match.group(1))));
  }

  /** A copy of a body with the ids in place of what stands for them. */
  public static JsonNode resolve(JsonNode data, UnaryOperator<String> idOf) {
    return copy(data, false, idOf);
  }

  /** Takes out what refers to some bulkIds. */
  public static Split split(ObjectNode data, Predicate<String> isLater) {
    ObjectNode now = JsonNodeFactory.instance.objectNode();
    ObjectNode later = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      String name = entry.getKey();
      if (!mentions(name, entry.getValue(), isLater)) {
        now.set(name, entry.getValue());
      } else if (entry.getValue() instanceof ArrayNode list) {
        ArrayNode rest = later.putArray(name);
        ArrayNode kept = now.putArray(name);
        list.forEach(each -> (mentions(name, each, isLater) ? rest : kept).add(each));
      } else {
        later.set(name, entry.getValue());
      }
    }
    return new Split(now, later);
  }

  private static boolean mentions(String name, JsonNode value, Predicate<String> isLater) {
    return in(JsonNodeFactory.instance.objectNode().set(name, value)).stream().anyMatch(isLater);
  }

  private static JsonNode copy(JsonNode node, boolean isReference, UnaryOperator<String> idOf) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        copy.set(entry.getKey(), copy(entry.getValue(), holdsReferences(entry.getKey()), idOf));
      }
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      array.forEach(each -> copy.add(copy(each, isReference, idOf)));
      return copy;
    }
    return isReference && node.isTextual() ? TextNode.valueOf(text(node.textValue(), idOf)) : node;
  }

  private static String text(String text, UnaryOperator<String> idOf) {
    boolean isWhole = text.startsWith(MARK) && text.indexOf('"') < 0 && text.indexOf('/') < 0;
    return isWhole ? idOf.apply(text.substring(MARK.length())) : resolve(text, idOf);
  }

  private static boolean holdsReferences(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Set.of("value", "$ref", "path").contains(lower)
        || lower.contains("manager")
        || lower.contains("members");
  }

  private static String noted(Set<String> ids, String id) {
    ids.add(id);
    return id;
  }
}
