package dev.rolecall.ingest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the operations of one PATCH on the members of a group it does not know. */
final class Membership {

  /** Ours are UUIDs; an id with other characters can never be the id of anything here. */
  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9._:@+-]{1," + Limits.MAX_ID_LENGTH + "}");

  /** Where a member is, when its id is not given apart. */
  private static final Pattern ADDRESS = Pattern.compile("(?:.*/)?(?:Users|Groups)/([^/?#]+)");

  private final EnumSet<Deviation> seen;
  private final Set<String> add = new LinkedHashSet<>();
  private final Set<String> remove = new LinkedHashSet<>();

  /** Everybody who is a member from here on; null: those who were, with add and remove. */
  private @Nullable Set<String> exactly;

  /** Whether the emptying of the group named nobody, and nothing came after it. */
  private boolean isNobody;

  Membership(EnumSet<Deviation> seen) {
    this.seen = seen;
  }

  void add(Set<String> ids) {
    isNobody &= ids.isEmpty();
    if (exactly != null) {
      exactly.addAll(ids);
    } else {
      add.addAll(ids);
      remove.removeAll(ids);
    }
    limit();
  }

  void remove(Set<String> ids) {
    if (exactly != null) {
      exactly.removeAll(ids);
    } else {
      add.removeAll(ids);
      remove.addAll(ids);
    }
    limit();
  }

  void replace(Set<String> ids) {
    isNobody = false;
    exactly = new LinkedHashSet<>(ids);
  }

  void removeAll() {
    isNobody = true;
    exactly = new LinkedHashSet<>();
  }

  GroupDelta.Members result() {
    if (isNobody) {
      return new GroupDelta.Members.Nobody();
    }
    return exactly == null
        ? new GroupDelta.Members.Change(add, remove)
        : new GroupDelta.Members.Exactly(exactly);
  }

  /**
   * The ids in a list of members; those that cannot be ids of ours are skipped, so that one stray
   * value does not stop a push. What a member is, its id says: {@code type} is not needed.
   */
  static Set<String> ids(ArrayNode members, EnumSet<Deviation> seen) {
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode member : members) {
      addUsable(id(member), ids, seen);
    }
    return ids;
  }

  private static String id(JsonNode member) {
    JsonNode value = member.path(Attribute.VALUE);
    if (value.isTextual()) {
      return value.textValue();
    }
    Matcher address = ADDRESS.matcher(member.path(GroupSchema.REF).asText());
    if (!address.matches()) {
      throw ScimException.of(ScimType.INVALID_VALUE, "A member needs a value.");
    }
    return address.group(1);
  }

  /**
   * The ids that a value filter names, joined by {@code or}; a {@code type eq} beside them changes
   * nothing.
   */
  Set<String> ids(Filter filter) {
    Set<String> ids = new LinkedHashSet<>();
    if (!collect(filter, ids)) {
      throw FilterParser.invalid("members can only be chosen by value eq");
    }
    return ids;
  }

  private boolean collect(Filter filter, Set<String> ids) {
    return switch (filter) {
      case Filter.Compare(
              Reference reference,
              Filter.Operator operator,
              Filter.Literal.Text(String id)) -> {
        boolean isId = operator == Filter.Operator.EQ && reference.isNamed(Attribute.VALUE);
        if (isId) {
          addUsable(id, ids, seen);
        }
        yield isId;
      }
      case Filter.Or(List<Filter> terms) -> terms.stream().allMatch(term -> collect(term, ids));
      case Filter.And(List<Filter> terms) -> {
        List<Filter> others = terms.stream().filter(term -> !isType(term)).toList();
        yield others.size() == 1 && collect(others.getFirst(), ids);
      }
      case Filter.Compare other -> false;
      case Filter.Not not -> false;
      case Filter.Present present -> false;
      case Filter.Within within -> false;
    };
  }

  private static boolean isType(Filter filter) {
    return filter
            instanceof
            Filter.Compare(
                Reference reference,
                Filter.Operator operator,
                Filter.Literal.Text(String text))
        && operator == Filter.Operator.EQ
        && reference.isNamed("type")
        && (text.equalsIgnoreCase("User") || text.equalsIgnoreCase("Group"));
  }

  private static void addUsable(String id, Set<String> ids, EnumSet<Deviation> seen) {
    if (ID.matcher(id).matches()) {
      ids.add(id);
    } else {
      seen.add(Deviation.UNUSABLE_MEMBER);
    }
  }

  private void limit() {
    if (add.size() + remove.size() > Limits.MAX_MEMBERS
        || (exactly != null && exactly.size() > Limits.MAX_MEMBERS)) {
      throw new ScimException(
          ScimError.tooLarge("More than " + Limits.MAX_MEMBERS + " members in one request."));
    }
  }
}
