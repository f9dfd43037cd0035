package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.rolecall.ingest.scim.Filter.Literal;
import dev.rolecall.ingest.scim.Filter.Operator;
import dev.rolecall.views.directory.Column;
import dev.rolecall.views.directory.Criterion;
import dev.rolecall.views.directory.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in columns of the view what a filter asks of one resource type. What matches the filter in
 * memory ({@link Filter#matches}) always meets the translation; where that is exact, nothing else
 * does.
 */
public final class Translation {

  private final ResourceType type;

  /** Inside a value path: of what; null: at the top. */
  private final @Nullable Elements within;

  private Translation(ResourceType type, @Nullable Elements within) {
    this.type = type;
    this.within = within;
  }

  public static Narrowing of(ResourceType type, Filter filter) {
    return new Translation(type, null).translate(filter, false);
  }

  /** "Not" goes down to the comparisons, where it is known whether they are exact. */
  private Narrowing translate(Filter filter, boolean isNegated) {
    return switch (filter) {
      case Filter.And(List<Filter> terms) -> join(terms, isNegated, !isNegated);
      case Filter.Or(List<Filter> terms) -> join(terms, isNegated, isNegated);
      case Filter.Not(Filter term) -> translate(term, !isNegated);
      case Filter.Present(Reference reference) -> signed(present(reference), isNegated);
      case Filter.Compare compare -> signed(compare(compare), isNegated);
      case Filter.Within value -> signed(within(value), isNegated);
    };
  }

  private Narrowing join(List<Filter> terms, boolean isNegated, boolean isAll) {
    List<Narrowing> parts = terms.stream().map(term -> translate(term, isNegated)).toList();
    return isAll ? Narrowing.all(parts) : Narrowing.any(parts);
  }

  private static Narrowing signed(Narrowing narrowing, boolean isNegated) {
    return isNegated ? narrowing.not() : narrowing;
  }

  private Narrowing present(Reference reference) {
    if (!isDefined(reference)) {
      return Narrowing.exact(Criterion.never());
    }
    Optional<Column> column = column(reference);
    if (column.isPresent()) {
      return Narrowing.exact(new Criterion.Assigned(column.get()));
    }
    Optional<Elements> elements = elements(reference);
    if (elements.isEmpty()) {
      return Narrowing.NOTHING;
    }
    Attribute sub = reference.sub();
    List<Attribute> parts = sub == null ? reference.attribute().subAttributes() : List.of(sub);
    List<Narrowing> assigned = new ArrayList<>();
    for (Attribute part : parts) {
      assigned.add(
          StoredAttributes.column(elements.get(), part)
              .map(each -> Narrowing.exact(some(elements.get(), new Criterion.Assigned(each))))
              .orElse(isImplied(elements.get(), sub) ? never() : Narrowing.NOTHING));
    }
    return Narrowing.any(assigned);
  }

  /** Every membership has an id, so whatever else it has does not matter. */
  private static boolean isImplied(Elements elements, @Nullable Attribute asked) {
    return asked == null && elements != Elements.EMAILS;
  }

  private Narrowing within(Filter.Within value) {
    if (!isDefined(value.reference())) {
      return never();
    }
    Optional<Elements> elements = elements(value.reference());
    if (elements.isEmpty()) {
      return Narrowing.NOTHING;
    }
    Narrowing element = new Translation(type, elements.get()).translate(value.element(), false);
    return new Narrowing(some(elements.get(), element.where()), element.isExact());
  }

  private Narrowing compare(Filter.Compare compare) {
    Reference reference = compare.reference();
    if (!isDefined(reference)) {
      boolean isNothing = compare.literal() instanceof Literal.Absent;
      return constant(compare.operator() == (isNothing ? Operator.EQ : Operator.NE));
    }
    if (within == null && isResourceType(reference)) {
      return constant(isNamed(compare));
    }
    Optional<Criterion> criterion =
        column(reference)
            .flatMap(column -> Comparisons.ofOne(column, compare.operator(), compare.literal()));
    Attribute sub = reference.sub();
    if (criterion.isEmpty() && sub != null) {
      criterion =
          elements(reference)
              .flatMap(elements ->
                  StoredAttributes.column(elements, sub)
                      .flatMap(column ->
                          Comparisons.ofMany(
                              elements, column, compare.operator(), compare.literal())));
    }
    return criterion.map(Narrowing::exact).orElse(Narrowing.NOTHING);
  }

  /** In a search of all types: attributes that this one does not have are unassigned. */
  private boolean isDefined(Reference reference) {
    return within != null || type.has(reference);
  }

  private boolean isNamed(Filter.Compare compare) {
    return compare.literal() instanceof Literal.Absent
        ? compare.operator() == Operator.NE
        : Comparison.holds(
            compare.operator(),
            TextNode.valueOf(type.name()),
            compare.literal(),
            compare.reference().leaf().caseExact());
  }

  private static boolean isResourceType(Reference reference) {
    return reference.extension() == null
        && reference.attribute().name().equals(SharedAttributes.META)
        && reference.sub() != null
        && reference.sub().name().equals("resourceType");
  }

  private Optional<Column> column(Reference reference) {
    return within == null
        ? StoredAttributes.column(type, reference)
        : StoredAttributes.column(within, reference.attribute());
  }

  private Optional<Elements> elements(Reference reference) {
    return within == null ? StoredAttributes.elements(type, reference) : Optional.empty();
  }

  private static Criterion some(Elements elements, Criterion element) {
    return new Criterion.Some(elements, element);
  }

  private static Narrowing constant(boolean isMet) {
    return Narrowing.exact(isMet ? Criterion.always() : Criterion.never());
  }

  private static Narrowing never() {
    return constant(false);
  }
}
