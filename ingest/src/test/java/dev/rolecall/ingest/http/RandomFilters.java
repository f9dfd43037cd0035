package dev.rolecall.ingest.http;

import java.util.List;
import java.util.random.RandomGenerator;

/** Valid filters, of every shape, on values that occur and on values that are hard to compare. */
final class RandomFilters {

  /** Letters that change their number or place when case is folded, and what sorts oddly. */
  static final List<String> TEXTS =
      List.of(
          "a",
          "A",
          "ab",
          "aB",
          "b",
          "Ab c",
          "straße",
          "STRASSE",
          "ẞ",
          "İ",
          "i̇",
          "ı",
          "I",
          "ſ",
          "ς",
          "Σ",
          "ΟΔΟΣ",
          "οδος",
          "οδοσα",
          "é",
          "É",
          "e\u0301",
          "😀",
          "\uffff",
          "\u0000",
          "a\u0000b",
          "%",
          "_",
          "'",
          "work",
          "HOME",
          "g1",
          "g2",
          "u3");

  static final List<String> MOMENTS =
      List.of(
          "2026-03-01T10:00:00Z",
          "2026-03-01T10:00:00.001Z",
          "2026-03-01T10:00:00.0005Z",
          "2026-03-01T11:00:00+01:00",
          "2026-03-02T00:00:00Z",
          "+900000000-01-01T00:00:00Z");

  private static final List<String> OF_USERS =
      List.of(
          "id",
          "externalId",
          "userName",
          "displayName",
          "nickName",
          "title",
          "userType",
          "name.familyName",
          "name.givenName",
          "name.formatted",
          "emails",
          "emails.value",
          "emails.type",
          "emails.display",
          "phoneNumbers",
          "addresses.locality",
          "department",
          "employeeNumber",
          "manager",
          "groups",
          "groups.value",
          "groups.display",
          "groups.$ref",
          "meta.resourceType",
          "meta.version",
          "schemas");

  private static final List<String> OF_GROUPS =
      List.of(
          "id",
          "externalId",
          "displayName",
          "members",
          "members.value",
          "members.type",
          "members.display",
          "meta.resourceType",
          "meta.location");

  private static final List<String> TEXT_OPERATORS =
      List.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");

  private final RandomGenerator random;
  private final boolean ofUsers;

  RandomFilters(RandomGenerator random, boolean ofUsers) {
    this.random = random;
    this.ofUsers = ofUsers;
  }

  String next(int depth) {
    int shape = depth == 0 ? 9 : random.nextInt(10);
    return switch (shape) {
      case 0, 1 -> "(" + next(depth - 1) + " and " + next(depth - 1) + ")";
      case 2, 3 -> "(" + next(depth - 1) + " or " + next(depth - 1) + ")";
      case 4, 5 -> "not (" + next(depth - 1) + ")";
      default -> term(depth);
    };
  }

  private String term(int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> pick(ofUsers ? OF_USERS : OF_GROUPS) + " pr";
      case 1 -> pick(List.of("meta.created ", "meta.lastModified ")) + moment();
      case 2 ->
          ofUsers
              ? pick(List.of("active ", "emails.primary ")) + truth()
              : pick(List.of("displayName ", "id ")) + text();
      case 3 -> valuePath(depth);
      default -> pick(ofUsers ? OF_USERS : OF_GROUPS) + " " + text();
    };
  }

  private String valuePath(int depth) {
    return ofUsers
        ? switch (random.nextInt(3)) {
          case 0 -> "groups[" + element(depth, List.of("value", "display", "type")) + "]";
          case 1 -> "phoneNumbers[" + element(depth, List.of("value", "type")) + "]";
          default ->
              "emails["
                  + element(depth, List.of("value", "display", "type", "primary"))
                  + "]"
                  + (random.nextBoolean() ? "" : ".value " + text());
        }
        : "members[" + element(depth, List.of("value", "type")) + "]";
  }

  private String element(int depth, List<String> subs) {
    if (depth > 0 && random.nextInt(3) == 0) {
      String left = element(depth - 1, subs);
      String right = element(depth - 1, subs);
      return switch (random.nextInt(3)) {
        case 0 -> "not (" + left + ")";
        case 1 -> "(" + left + " or " + right + ")";
        default -> left + " and " + right;
      };
    }
    String sub = pick(subs);
    if (random.nextInt(5) == 0) {
      return sub + " pr";
    }
    return sub + " " + (sub.equals("primary") ? truth() : text());
  }

  private String text() {
    if (random.nextInt(12) == 0) {
      return pick(List.of("eq", "ne")) + " null";
    }
    String value = random.nextInt(15) == 0 ? "" : pick(TEXTS);
    if (random.nextInt(4) == 0) {
      value += pick(TEXTS);
    }
    return pick(TEXT_OPERATORS) + " " + quoted(value);
  }

  private String truth() {
    return pick(List.of("eq true", "eq false", "ne true", "ne false", "eq null", "ne null"));
  }

  private String moment() {
    return switch (random.nextInt(8)) {
      case 0 -> "sw \"2026-03\"";
      case 1 -> "eq null";
      default -> pick(List.of("eq", "ne", "gt", "ge", "lt", "le")) + " \"" + pick(MOMENTS) + "\"";
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      quoted.append(c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted((int) c) : c);
    }
    return quoted.append('"').toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }
}
