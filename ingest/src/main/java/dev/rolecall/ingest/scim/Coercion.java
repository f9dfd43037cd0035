package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives values the shape and type of their attribute, noting every liberty it takes. Null results
 * mean "no value".
 */
final class Coercion {

  private final Tolerance tolerance;
  private final EnumSet<Deviation> seen;

  Coercion(Tolerance tolerance, EnumSet<Deviation> seen) {
    this.tolerance = tolerance;
    this.seen = seen;
  }

  /** The value of a whole attribute: an array (perhaps empty) when it is multi-valued. */
  @Nullable JsonNode value(Attribute attribute, JsonNode raw) {
    if (!attribute.multiValued()) {
      return one(attribute, raw);
    }
    return raw.isNull() ? null : list(attribute, raw);
  }

  ArrayNode list(Attribute attribute, JsonNode raw) {
    ArrayNode elements = JsonNodeFactory.instance.arrayNode();
    if (!raw.isArray()) {
      seen.add(Deviation.SINGLE_FOR_LIST);
      JsonNode only = element(attribute, raw);
      return only == null ? elements : elements.add(only);
    }
    int limit =
        attribute.name().equals(GroupSchema.MEMBERS) ? Limits.MAX_MEMBERS : Limits.MAX_VALUES;
    if (raw.size() > limit) {
      throw new ScimException(
          ScimError.tooLarge(attribute.name() + " has more than " + limit + " values."));
    }
    int primaries = 0;
    for (JsonNode each : raw) {
      JsonNode element = element(attribute, each);
      if (element != null) {
        elements.add(element);
        primaries += Elements.isPrimary(element) ? 1 : 0;
      }
    }
    if (primaries > 1) {
      seen.add(Deviation.SEVERAL_PRIMARIES);
    }
    return elements;
  }

  /** A single value, or one element of a multi-valued attribute. */
  @Nullable JsonNode one(Attribute attribute, JsonNode raw) {
    if (!raw.isArray() || attribute.type() == Attribute.Type.UNTYPED) {
      return element(attribute, raw);
    }
    if (raw.size() > 1) {
      throw invalid(attribute, "takes one value");
    }
    seen.add(Deviation.LIST_FOR_SINGLE);
    return raw.isEmpty() ? null : element(attribute, raw.get(0));
  }

  private @Nullable JsonNode element(Attribute attribute, JsonNode raw) {
    if (raw.isNull()) {
      return null;
    }
    return switch (attribute.type()) {
      case COMPLEX -> complex(attribute, raw);
      case UNTYPED -> raw.deepCopy();
      case STRING, REFERENCE, BINARY -> text(attribute, raw);
      case DATE_TIME -> moment(attribute, raw);
      case BOOLEAN -> truth(attribute, raw);
      case INTEGER, DECIMAL -> number(attribute, raw);
    };
  }

  private @Nullable JsonNode complex(Attribute attribute, JsonNode raw) {
    if (raw instanceof ObjectNode object) {
      ObjectNode packed =
          attribute.multiValued() ? PackedJson.open(object.path(Attribute.VALUE)) : null;
      if (packed == null) {
        return parts(attribute, object);
      }
      seen.add(Deviation.JSON_IN_STRING);
      return parts(attribute, object.deepCopy().setAll(packed));
    }
    if (raw.isTextual() && raw.textValue().isEmpty()) {
      seen.add(Deviation.EMPTY_STRING);
      return null;
    }
    Attribute value = raw.isValueNode() ? attribute.sub(Attribute.VALUE) : null;
    if (value == null) {
      throw invalid(attribute, "is an object");
    }
    seen.add(Deviation.SCALAR_FOR_COMPLEX);
    return complex(attribute, JsonNodeFactory.instance.objectNode().set(value.name(), raw));
  }

  private @Nullable ObjectNode parts(Attribute attribute, ObjectNode object) {
    ObjectNode parts = JsonNodeFactory.instance.objectNode();
    boolean isEcho = false;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Attribute sub = attribute.sub(entry.getKey());
      if (sub == null) {
        unknown(attribute);
      } else if (sub.mutability() == Attribute.Mutability.READ_ONLY) {
        isEcho = true;
      } else {
        JsonNode part = value(sub, entry.getValue());
        if (part != null && parts.replace(sub.name(), part) != null) {
          throw ScimException.of(
              ScimType.INVALID_SYNTAX, attribute.name() + " has a sub-attribute twice.");
        }
      }
    }
    // A member that is only a display name is a member without a value, not no member.
    return parts.isEmpty() && !isEcho ? null : parts;
  }

  private void unknown(Attribute attribute) {
    if (!tolerance.ignoreUnknown()) {
      throw ScimException.of(
          ScimType.INVALID_SYNTAX, attribute.name() + " has an unknown sub-attribute.");
    }
    seen.add(Deviation.UNKNOWN_ATTRIBUTE);
  }

  private @Nullable JsonNode text(Attribute attribute, JsonNode raw) {
    if (isFinite(raw) || raw.isBoolean()) {
      seen.add(Deviation.NOT_A_STRING);
      return TextNode.valueOf(raw.asText());
    }
    if (!raw.isTextual() || !ScimJson.isUnicode(raw.textValue())) {
      throw invalid(attribute, "is a string");
    }
    if (raw.textValue().indexOf('\0') >= 0) {
      // Half of the systems behind us would take it for the end of the string.
      throw invalid(attribute, "has no null characters");
    }
    if (raw.textValue().isEmpty()) {
      seen.add(Deviation.EMPTY_STRING);
      return null;
    }
    return raw;
  }

  private @Nullable JsonNode moment(Attribute attribute, JsonNode raw) {
    JsonNode text = text(attribute, raw);
    if (text != null && Moments.parse(text.textValue()).isEmpty()) {
      throw invalid(attribute, "is a date and time");
    }
    return text;
  }

  private @Nullable JsonNode truth(Attribute attribute, JsonNode raw) {
    if (raw.isBoolean()) {
      return raw;
    }
    seen.add(Deviation.STRING_BOOLEAN);
    return switch (raw.isTextual() ? raw.textValue().strip().toLowerCase(Locale.ROOT) : "?") {
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      case "" -> null;
      default -> throw invalid(attribute, "is true or false");
    };
  }

  private @Nullable JsonNode number(Attribute attribute, JsonNode raw) {
    JsonNode number = raw;
    if (raw.isTextual()) {
      seen.add(Deviation.STRING_NUMBER);
      String text = raw.textValue().strip();
      if (text.isEmpty()) {
        return null;
      }
      if (!Literals.isNumber(text)) {
        throw invalid(attribute, "is a number");
      }
      number = DecimalNode.valueOf(new BigDecimal(text));
    }
    boolean isWhole =
        number.isIntegralNumber()
            || (isFinite(number) && number.decimalValue().stripTrailingZeros().scale() <= 0);
    if (!isFinite(number) || (attribute.type() == Attribute.Type.INTEGER && !isWhole)) {
      throw invalid(
          attribute,
          attribute.type() == Attribute.Type.INTEGER ? "is a whole number" : "is a number");
    }
    return number;
  }

  /** 1e999 is a number to a JSON parser, and infinite. */
  private static boolean isFinite(JsonNode raw) {
    return raw.isNumber() && Double.isFinite(raw.doubleValue());
  }

  private static ScimException invalid(Attribute attribute, String expectation) {
    return ScimException.of(ScimType.INVALID_VALUE, attribute.name() + " " + expectation + ".");
  }
}
