package dev.rolecall.connectors.buildkite;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an answer has just the fields that a document asks for, each of its type. */
final class GraphqlShape {
  private final GraphQLSchema schema;
  private final List<String> problems = new ArrayList<>();

  GraphqlShape(GraphQLSchema schema) {
    this.schema = schema;
  }

  /** What is wrong with the data of an answer. */
  List<String> problems(String document, JsonNode data) {
    OperationDefinition operation =
        new Parser()
            .parseDocument(document)
            .getDefinitionsOfType(OperationDefinition.class)
            .getFirst();
    GraphQLCompositeType root =
        operation.getOperation() == OperationDefinition.Operation.MUTATION
            ? schema.getMutationType()
            : schema.getQueryType();
    object("data", root, operation.getSelectionSet(), data);
    return problems;
  }

  private void object(
      String path, GraphQLCompositeType type, SelectionSet selection, JsonNode value) {
    if (!value.isObject()) {
      problems.add(path + " is no object");
      return;
    }
    Set<String> rest = new HashSet<>();
    value.fieldNames().forEachRemaining(rest::add);
    for (Selection<?> each : selection.getSelections()) {
      if (!(each instanceof Field field)) {
        problems.add(path + ": a selection that this test does not know");
        continue;
      }
      GraphQLFieldDefinition definition = Introspection.getFieldDef(schema, type, field.getName());
      String key = field.getResultKey();
      if (rest.remove(key)) {
        value(path + "." + key, definition.getType(), field.getSelectionSet(), value.path(key));
      } else {
        problems.add(path + "." + key + " is missing");
      }
    }
    rest.forEach(key -> problems.add(path + "." + key + " was not asked for"));
  }

  private void value(
      String path, GraphQLType type, @Nullable SelectionSet selection, JsonNode value) {
    if (type instanceof GraphQLNonNull some) {
      if (value.isNull()) {
        problems.add(path + " is null");
      } else {
        value(path, some.getWrappedType(), selection, value);
      }
    } else if (!value.isNull()) {
      present(path, type, selection, value);
    }
  }

  private void present(
      String path, GraphQLType type, @Nullable SelectionSet selection, JsonNode value) {
    if (type instanceof GraphQLList list) {
      if (!value.isArray()) {
        problems.add(path + " is no list");
      }
      value.forEach(one -> value(path + "[]", list.getWrappedType(), selection, one));
    } else if (type instanceof GraphQLCompositeType composite && selection != null) {
      object(path, composite, selection, value);
    } else if (type instanceof GraphQLEnumType words) {
      if (words.getValue(value.asText()) == null) {
        problems.add(path + " is none of " + words.getName());
      }
    } else if (type instanceof GraphQLScalarType scalar && !fits(scalar.getName(), value)) {
      problems.add(path + " is no " + scalar.getName());
    }
  }

  private static boolean fits(String scalar, JsonNode value) {
    return switch (scalar) {
      case "Boolean" -> value.isBoolean();
      case "Int" -> value.isInt();
      default -> value.isTextual();
    };
  }
}
