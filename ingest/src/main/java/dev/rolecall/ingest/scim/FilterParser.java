package dev.rolecall.ingest.scim;

import dev.rolecall.ingest.scim.Filter.Operator;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over RFC 7644 § 3.4.2.2, with a depth limit; chains of and/or are loops, not
 * recursion.
 */
final class FilterParser {

  /** Where names are looked up: at the top of a resource, or in an element of a value path. */
  private sealed interface Scope {
    record Resource(ResourceType type) implements Scope {}

    record Element(Attribute attribute) implements Scope {}
  }

  private final Cursor cursor;
  private final EnumSet<Deviation> seen;
  private int depth;
  private int terms;

  private FilterParser(Cursor cursor, EnumSet<Deviation> seen) {
    this.cursor = cursor;
    this.seen = seen;
  }

  static Reading<Filter> parse(ResourceType type, String text) {
    if (text.length() > Limits.MAX_FILTER_LENGTH) {
      throw invalid("longer than " + Limits.MAX_FILTER_LENGTH + " characters");
    }
    Cursor cursor = new Cursor(text, FilterParser::invalid);
    EnumSet<Deviation> seen = EnumSet.noneOf(Deviation.class);
    Filter filter = new FilterParser(cursor, seen).disjunction(new Scope.Resource(type));
    cursor.skipSpaces();
    if (!cursor.atEnd()) {
      throw cursor.fail("'and', 'or' or the end expected");
    }
    return new Reading<>(filter, seen);
  }

  /**
   * The filter between the brackets of a path; the cursor stands after the opening one and is left
   * after the closing one.
   */
  static Filter parseElement(Attribute attribute, Cursor cursor, EnumSet<Deviation> seen) {
    Filter filter = new FilterParser(cursor, seen).disjunction(new Scope.Element(attribute));
    cursor.expect(']');
    return filter;
  }

  static ScimException invalid(String reason) {
    return ScimException.of(ScimType.INVALID_FILTER, "The filter is not valid: " + reason + ".");
  }

  private Filter disjunction(Scope scope) {
    return chain("or", this::conjunction, scope, Filter.Or::new);
  }

  private Filter conjunction(Scope scope) {
    return chain("and", this::term, scope, Filter.And::new);
  }

  private Filter chain(
      String keyword,
      Function<Scope, Filter> part,
      Scope scope,
      Function<List<Filter>, Filter> join) {
    List<Filter> parts = new ArrayList<>();
    do {
      parts.add(part.apply(scope));
      cursor.skipSpaces();
    } while (cursor.takeKeyword(keyword));
    return parts.size() == 1 ? parts.getFirst() : join.apply(parts);
  }

  private Filter term(Scope scope) {
    cursor.skipSpaces();
    if (cursor.takeKeyword("not")) {
      cursor.expect('(');
      return new Filter.Not(parenthesis(scope));
    }
    return cursor.take('(') ? parenthesis(scope) : attribute(scope);
  }

  private Filter parenthesis(Scope scope) {
    deeper();
    Filter inner = disjunction(scope);
    cursor.expect(')');
    depth--;
    return inner;
  }

  private Filter attribute(Scope scope) {
    if (++terms > Limits.MAX_FILTER_TERMS) {
      throw cursor.fail("more than " + Limits.MAX_FILTER_TERMS + " comparisons");
    }
    Reference reference = lookUp(scope, cursor.word("attribute"));
    cursor.skipSpaces();
    return cursor.take('[') ? valuePath(scope, reference) : comparison(reference);
  }

  private Filter valuePath(Scope scope, Reference reference) {
    if (scope instanceof Scope.Element || reference.sub() != null) {
      throw cursor.fail("a value path inside of another");
    }
    deeper();
    Scope elements = new Scope.Element(reference.attribute());
    Filter inner = disjunction(elements);
    cursor.expect(']');
    depth--;
    if (!cursor.take('.')) {
      return new Filter.Within(reference, inner);
    }
    // Not in the RFC's grammar for filters, but this is how Entra finds a person by work address.
    seen.add(Deviation.PATH_IN_FILTER);
    Filter compared = comparison(lookUp(elements, cursor.word("sub-attribute")));
    return new Filter.Within(reference, new Filter.And(List.of(inner, compared)));
  }

  private Filter comparison(Reference reference) {
    cursor.skipSpaces();
    String word = cursor.word("operator");
    if (word.equalsIgnoreCase("pr")) {
      return new Filter.Present(reference);
    }
    Operator operator = operator(word);
    if (operator == null) {
      throw cursor.fail("operator expected");
    }
    cursor.skipSpaces();
    boolean isQuoted = cursor.sees('"');
    String value = isQuoted ? cursor.quoted() : cursor.word("value");
    Reference compared = reference.comparable();
    return new Filter.Compare(
        compared, operator, new Literals(compared.leaf(), operator, seen).read(value, isQuoted));
  }

  private static @Nullable Operator operator(String word) {
    for (Operator operator : Operator.values()) {
      if (operator.keyword().equalsIgnoreCase(word)) {
        return operator;
      }
    }
    return null;
  }

  private Reference lookUp(Scope scope, String name) {
    Reference found =
        switch (scope) {
          case Scope.Resource(ResourceType type) -> reference(Names.find(type, name));
          case Scope.Element(Attribute attribute) -> Names.findSub(attribute, name);
        };
    if (found == null) {
      throw cursor.fail("unknown attribute");
    }
    if (found.leaf().mutability() == Attribute.Mutability.WRITE_ONLY) {
      throw ScimException.of(
          ScimType.SENSITIVE,
          found.leaf().name()
              + " is secret: it cannot be asked for, and must not be in an address.");
    }
    return found;
  }

  private @Nullable Reference reference(Names.Found found) {
    seen.addAll(found.deviations());
    return found.path() instanceof Path.Target target ? target.reference() : null;
  }

  private void deeper() {
    if (++depth > Limits.MAX_FILTER_DEPTH) {
      throw cursor.fail("nested deeper than " + Limits.MAX_FILTER_DEPTH);
    }
  }
}
