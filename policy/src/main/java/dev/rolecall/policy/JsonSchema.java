package dev.rolecall.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of a policy file, for editors. It comes from the same grammar as
 * the readers. What a file says about tools, groups and attributes it cannot check: {@code rolecall
 * policy check} has the last word.
 */
public final class JsonSchema {
  /** Under which editors find it; a policy file may name it in its first line. */
  public static final String ID = "https://rolecall.dev/schema/policy-v1.json";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String INSTANT =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?(Z|[+-][0-9:]+)$";

  /** What each mapping is called below {@code $defs}. */
  private final Map<String, Keys> names = new LinkedHashMap<>();

  private JsonSchema() {}

  /** Pretty printed, with a line feed at its end. */
  public static String policy() {
    return new JsonSchema().of(BundleReader.FILE);
  }

  private String of(Keys file) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "Rolecall policy file");
    schema.setAll(mapping(file));
    ObjectNode definitions = JSON.objectNode();
    int done = 0;
    while (done < names.size()) {
      Map.Entry<String, Keys> next = names.entrySet().stream().skip(done).findFirst().orElseThrow();
      definitions.set(next.getKey(), mapping(next.getValue()));
      done++;
    }
    schema.set("$defs", definitions);
    return print(schema);
  }

  private ObjectNode mapping(Keys keys) {
    ObjectNode properties = JSON.objectNode();
    ArrayNode required = JSON.arrayNode();
    for (Key key : keys.keys()) {
      ObjectNode value = JSON.objectNode();
      value.put("description", key.description());
      value.setAll(form(key.form()));
      properties.set(key.name(), value);
      if (key.required()) {
        required.add(key.name());
      }
    }
    ObjectNode schema = typed("object").put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.set("properties", properties);
    return schema;
  }

  private ObjectNode form(Form form) {
    return switch (form) {
      case Form.Plain plain -> plain(plain);
      case Form.Whole whole ->
          typed("integer").put("minimum", whole.least()).put("maximum", whole.most());
      case Form.Words words -> JSON.objectNode().set("enum", texts(words.words()));
      case Form.Listing listing -> typed("array").set("items", form(listing.item()));
      case Form.Table table -> typed("object").set("additionalProperties", form(table.value()));
      case Form.Mapping mapping -> JSON.objectNode().put("$ref", "#/$defs/" + name(mapping.keys()));
      case Form.Either either -> {
        ArrayNode forms = JSON.arrayNode();
        either.forms().forEach(each -> forms.add(form(each)));
        yield JSON.objectNode().set("anyOf", forms);
      }
    };
  }

  private static ObjectNode plain(Form.Plain plain) {
    return switch (plain) {
      case TEXT -> typed("string");
      case TEXTS -> typed("string", "array").set("items", typed("string"));
      case FLAG -> typed("boolean");
      case INSTANT -> typed("string").put("pattern", INSTANT);
      case DURATION -> typed("string").put("pattern", "^" + Quantities.DURATION + "$");
      case ANY -> typed("string", "number", "boolean", "array");
    };
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static ObjectNode typed(String... types) {
    return JSON.objectNode().set("type", texts(List.of(types)));
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** The words of what it is, as in {@code limit-of-leavers}; the same keys have one name. */
  private String name(Keys keys) {
    String name =
        keys.what()
            .replaceFirst("^(a|an|the) ", "")
            .replaceAll("[^A-Za-z]+", "-")
            .replaceAll("^-|(-of)?-?$", "");
    Keys other = names.putIfAbsent(name, keys);
    if (other != null && !other.equals(keys)) {
      throw new IllegalStateException("two mappings are both called " + keys.what());
    }
    return name;
  }

  private static String print(ObjectNode schema) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree in memory can be printed", e);
    }
  }
}
