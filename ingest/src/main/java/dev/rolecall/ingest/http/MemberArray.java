package dev.rolecall.ingest.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * The members of a large group in an answer. They are read while they are written: never more than
 * one part of them is held.
 */
final class MemberArray implements JsonSerializable {

  private final Members.Source members;
  private final Function<List<String>, JsonNode> elements;

  /**
   * Reads nothing yet.
   *
   * @param elements renders a part
   */
  MemberArray(Members.Source members, Function<List<String>, JsonNode> elements) {
    this.members = members;
    this.elements = elements;
  }

  @Override
  public void serialize(JsonGenerator out, SerializerProvider provider) throws IOException {
    out.writeStartArray();
    for (Iterator<List<String>> parts = members.parts(); parts.hasNext(); ) {
      for (JsonNode element : elements.apply(parts.next())) {
        out.writeTree(element);
      }
    }
    out.writeEndArray();
  }

  @Override
  public void serializeWithType(
      JsonGenerator out, SerializerProvider provider, TypeSerializer types) throws IOException {
    serialize(out, provider);
  }
}
