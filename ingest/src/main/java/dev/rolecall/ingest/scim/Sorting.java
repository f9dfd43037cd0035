package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rolecall.views.directory.Collation;
import dev.rolecall.views.directory.Column;
import dev.rolecall.views.directory.SortKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which order a list is asked for (RFC 7644 § 3.4.2.3).
 *
 * @param by the attribute; empty: in the order of creation
 * @param isDescending the whole order is turned round: what is unassigned comes first
 */
public record Sorting(Optional<Reference> by, boolean isDescending) {

  private static final int NANO_DIGITS = 9;

  /**
   * Reads the query parameters; null: absent. An order without an attribute is none.
   *
   * @throws ScimException 400 invalidPath when the attribute is unknown, has parts of which none
   *     stands for the whole, or cannot be read; 400 invalidValue when the order is none
   */
  public static Sorting of(ResourceType type, @Nullable String sortBy, @Nullable String sortOrder) {
    boolean isDescending = isDescending(sortOrder);
    if (sortBy == null || sortBy.isBlank()) {
      return new Sorting(Optional.empty(), false);
    }
    if (!(Names.find(type, sortBy.strip()).path() instanceof Path.Target target)) {
      throw ScimException.of(ScimType.INVALID_PATH, "sortBy names no attribute there is.");
    }
    Reference reference = target.reference().comparable();
    if (reference.leaf().type() == Attribute.Type.COMPLEX
        || reference.leaf().returned() == Attribute.Returned.NEVER) {
      throw ScimException.of(
          ScimType.INVALID_PATH, "sortBy names an attribute that cannot be sorted by.");
    }
    return new Sorting(Optional.of(reference), isDescending);
  }

  private static boolean isDescending(@Nullable String sortOrder) {
    if (sortOrder == null || sortOrder.isBlank() || isCalled(sortOrder, "ascending")) {
      return false;
    }
    if (isCalled(sortOrder, "descending")) {
      return true;
    }
    throw ScimException.of(ScimType.INVALID_VALUE, "sortOrder is either ascending or descending.");
  }

  private static boolean isCalled(String text, String name) {
    return text.strip().equalsIgnoreCase(name);
  }

  /** Whether the attribute is about memberships, which are not part of a resource's state. */
  public boolean mentions(String attribute) {
    return by.filter(each -> each.extension() == null && each.attribute().name().equals(attribute))
        .isPresent();
  }

  /** Whether resources of this type can have what is sorted by. */
  public boolean isOf(ResourceType type) {
    return by.isEmpty() || type.has(by.get());
  }

  /** The column that a type is sorted by, when the view has one. */
  public Optional<Column> column(ResourceType type) {
    return by.isEmpty() ? Optional.of(Column.CREATED) : StoredAttributes.sortColumn(type, by.get());
  }

  /**
   * What a resource is sorted by: of several values the primary one, or else the first. Letter case
   * counts where the schema says so.
   */
  public SortKey key(JsonNode resource) {
    return by.map(reference -> key(reference.leaf(), value(reference, resource)))
        .orElseGet(SortKey.Missing::new);
  }

  private static JsonNode value(Reference reference, JsonNode resource) {
    List<JsonNode> elements = Evaluation.elements(reference, resource);
    JsonNode element =
        elements.stream()
            .filter(each -> each.path("primary").asBoolean())
            .findFirst()
            .or(() -> elements.stream().findFirst())
            .orElseGet(MissingNode::getInstance);
    Attribute sub = reference.sub();
    return sub == null || element.isValueNode() ? element : element.path(sub.name());
  }

  private static SortKey key(Attribute attribute, JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> new SortKey.Decimal(value.decimalValue());
      case BOOLEAN -> SortKey.of(value.booleanValue() ? 1 : 0);
      case STRING -> text(attribute, value.textValue());
      case MISSING, NULL, ARRAY, OBJECT, BINARY, POJO -> new SortKey.Missing();
    };
  }

  private static SortKey text(Attribute attribute, String text) {
    if (text.isEmpty()) {
      return new SortKey.Missing();
    }
    if (attribute.type() == Attribute.Type.DATE_TIME) {
      return Moments.parse(text).<SortKey>map(Sorting::moment).orElseGet(SortKey.Missing::new);
    }
    return SortKey.of(attribute.caseExact() ? text : Collation.fold(text));
  }

  private static SortKey moment(Instant instant) {
    return new SortKey.Decimal(
        BigDecimal.valueOf(instant.getEpochSecond())
            .add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS)));
  }
}
