package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Applies normalised operations to a resource it owns: the caller hands over a copy and drops it on
 * an error.
 */
final class Application {

  private final ObjectNode resource;
  private final Tolerance tolerance;
  private final EnumSet<Deviation> seen;
  private final Expense expense = new Expense();

  Application(ObjectNode resource, Tolerance tolerance, EnumSet<Deviation> seen) {
    this.resource = resource;
    this.tolerance = tolerance;
    this.seen = seen;
  }

  void apply(List<Operation> operations) {
    for (Operation operation : operations) {
      switch (operation) {
        case Operation.Add(Path.Target target, JsonNode value) -> put(target, value, false);
        case Operation.Replace(Path.Target target, JsonNode value) -> put(target, value, true);
        case Operation.Clear(Path.Target target) -> found(clear(target));
        case Operation.RemoveValues(Path.Target target, ArrayNode values) ->
            removeValues(target, values);
        case Operation.DropExtension(Schema schema) ->
            found(resource.remove(key(resource, schema.urn())) != null);
      }
    }
  }

  private void found(boolean isFound) {
    if (!isFound) {
      seen.add(Deviation.UNMATCHED_REMOVE);
    }
  }

  private void put(Path.Target target, JsonNode value, boolean isReplace) {
    Reference reference = target.reference();
    ObjectNode holder = holder(reference);
    if (target.filter() == null && reference.sub() == null) {
      whole(holder, reference.attribute(), value, isReplace);
    } else {
      parts(holder, target, value, isReplace);
    }
  }

  private void whole(ObjectNode holder, Attribute attribute, JsonNode value, boolean isReplace) {
    String name = key(holder, attribute.name());
    JsonNode existing = holder.get(name);
    if (attribute.multiValued()) {
      ArrayNode list =
          existing instanceof ArrayNode array && !isReplace ? array : holder.putArray(name);
      expense.spend(value.size(), list.size() + value.size() / 2);
      value.forEach(element -> Elements.unite(list, attribute, element));
    } else if (attribute.type() == Attribute.Type.COMPLEX
        && existing instanceof ObjectNode object) {
      object.setAll((ObjectNode) value);
    } else if (attribute.type() == Attribute.Type.UNTYPED
        && !isReplace
        && existing instanceof ArrayNode array
        && value.isArray()) {
      expense.spend(value.size(), array.size() + value.size() / 2);
      value.forEach(element -> Elements.unite(array, attribute, element));
    } else {
      holder.set(name, value.deepCopy());
    }
  }

  private void parts(ObjectNode holder, Path.Target target, JsonNode value, boolean isReplace) {
    Attribute attribute = target.reference().attribute();
    String name = key(holder, attribute.name());
    if (isListOfSimple(attribute)) {
      simple(holder, target, value, isReplace);
      return;
    }
    List<ObjectNode> matching = matching(holder, target);
    if (matching.isEmpty()) {
      ObjectNode element = synthesise(target, isReplace);
      write(element, target, value);
      attach(holder, attribute, element);
    }
    for (ObjectNode element : matching) {
      write(element, target, value);
      if (holder.get(name) instanceof ArrayNode list) {
        Elements.demoteOthers(list, element);
      }
    }
  }

  private static boolean isListOfSimple(Attribute attribute) {
    return attribute.multiValued()
        && attribute.type() != Attribute.Type.COMPLEX
        && attribute.type() != Attribute.Type.UNTYPED;
  }

  /** Simple values have no parts: those that are chosen give way to the new one. */
  private void simple(ObjectNode holder, Path.Target target, JsonNode value, boolean isReplace) {
    Attribute attribute = target.reference().attribute();
    String name = key(holder, attribute.name());
    List<JsonNode> chosen = chosen(holder, target);
    if (chosen.isEmpty() && isReplace && !tolerance.makeReplaced()) {
      throw noTarget(attribute);
    }
    if (chosen.isEmpty()) {
      seen.add(Deviation.SYNTHESISED_ELEMENT);
    }
    ArrayNode list = holder.get(name) instanceof ArrayNode array ? array : holder.putArray(name);
    if (isReplace) {
      chosen.forEach(element -> detach(list, element));
    }
    expense.spend(1, list.size());
    Elements.unite(list, attribute, value);
  }

  private static ScimException noTarget(Attribute attribute) {
    return ScimException.of(
        ScimType.NO_TARGET, "The filter of the path matches no value of " + attribute.name() + ".");
  }

  /** Sub-attributes that are not named are left unchanged (RFC 7644 § 3.5.2.3). */
  private static void write(ObjectNode element, Path.Target target, JsonNode value) {
    Attribute sub = target.reference().sub();
    if (sub != null) {
      element.set(sub.name(), value.deepCopy());
    } else {
      element.setAll((ObjectNode) value.deepCopy());
    }
  }

  private ObjectNode synthesise(Path.Target target, boolean isReplace) {
    Filter filter = target.filter();
    if (filter == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    seen.add(Deviation.SYNTHESISED_ELEMENT);
    return Synthesis.element(filter)
        .filter(element -> tolerance.makeReplaced() || !isReplace)
        .orElseThrow(() -> noTarget(target.reference().attribute()));
  }

  private static void attach(ObjectNode holder, Attribute attribute, ObjectNode element) {
    String name = key(holder, attribute.name());
    if (!attribute.multiValued()) {
      holder.set(name, element);
      return;
    }
    ArrayNode list = holder.get(name) instanceof ArrayNode array ? array : holder.putArray(name);
    if (list.size() >= Limits.MAX_VALUES) {
      throw new ScimException(
          ScimError.tooLarge(
              attribute.name() + " has more than " + Limits.MAX_VALUES + " values."));
    }
    list.add(element);
    Elements.demoteOthers(list, element);
  }

  private boolean clear(Path.Target target) {
    Reference reference = target.reference();
    ObjectNode holder = existingHolder(reference);
    if (holder == null) {
      return dropForeign(reference);
    }
    Attribute sub = reference.sub();
    String name = key(holder, reference.attribute().name());
    if (target.filter() == null && sub == null) {
      return holder.remove(name) != null;
    }
    List<JsonNode> chosen = chosen(holder, target);
    for (JsonNode element : chosen) {
      if (sub != null && element instanceof ObjectNode object) {
        object.remove(sub.name());
      } else if (holder.get(name) instanceof ArrayNode list) {
        detach(list, element);
      } else {
        holder.remove(name);
      }
    }
    return !chosen.isEmpty();
  }

  /** Equal elements go together: what matched the one has matched the other. */
  private void detach(ArrayNode list, JsonNode element) {
    expense.spend(1, list.size());
    for (Iterator<JsonNode> each = list.iterator(); each.hasNext(); ) {
      if (each.next().equals(element)) {
        each.remove();
      }
    }
  }

  /**
   * A URN that we have no schema for may itself be the extension, not an attribute of a shorter
   * one.
   */
  private boolean dropForeign(Reference reference) {
    Schema extension = reference.extension();
    return extension != null
        && extension.open()
        && resource.remove(key(resource, extension.urn() + ":" + reference.attribute().name()))
            != null;
  }

  private void removeValues(Path.Target target, ArrayNode values) {
    Attribute attribute = target.reference().attribute();
    ObjectNode holder = existingHolder(target.reference());
    if (holder != null && holder.get(key(holder, attribute.name())) instanceof ArrayNode list) {
      expense.spend(values.size(), list.size());
      values.forEach(value -> found(Elements.remove(list, attribute, value)));
    } else {
      found(false);
    }
  }

  private List<ObjectNode> matching(ObjectNode holder, Path.Target target) {
    return chosen(holder, target).stream()
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .toList();
  }

  private List<JsonNode> chosen(ObjectNode holder, Path.Target target) {
    Reference here = new Reference(null, target.reference().attribute(), null);
    Filter filter = target.filter();
    List<JsonNode> elements = Evaluation.elements(here, holder);
    expense.spend(elements.size(), filter == null ? 1 : Evaluation.terms(filter));
    return elements.stream().filter(element -> filter == null || filter.matches(element)).toList();
  }

  private ObjectNode holder(Reference reference) {
    ObjectNode existing = existingHolder(reference);
    Schema extension = reference.extension();
    return existing == null && extension != null
        ? resource.putObject(extension.urn())
        : resourceOr(existing);
  }

  private ObjectNode resourceOr(@Nullable ObjectNode holder) {
    return holder == null ? resource : holder;
  }

  private @Nullable ObjectNode existingHolder(Reference reference) {
    Schema extension = reference.extension();
    if (extension == null) {
      return resource;
    }
    return resource.get(key(resource, extension.urn())) instanceof ObjectNode object
        ? object
        : null;
  }

  /** The spelling that is there already, or the given one. */
  private static String key(ObjectNode object, String name) {
    if (object.has(name)) {
      return name;
    }
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getKey().equalsIgnoreCase(name)) {
        return entry.getKey();
      }
    }
    return name;
  }
}
