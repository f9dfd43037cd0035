package dev.rolecall.ingest.oracle;

import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Filters by the grammar of RFC 7644 § 3.4.2.2, on attributes that all engines know alike. */
final class RandomFilters {

  private static final int MOST_NESTED = 3;
  private static final String[] TEXTS = {
    "userName",
    "displayName",
    "title",
    "nickName",
    "userType",
    "name.familyName",
    "name.givenName",
    "name.formatted",
    "emails.type",
    "emails.value",
    "phoneNumbers.value",
    "addresses.locality",
    "roles.value",
    "entitlements.display"
  };
  private static final String[] SINGLE = {
    "userName", "displayName", "title", "name.familyName", "name.givenName"
  };
  private static final String[] VALUES = {
    "ada",
    "a",
    "e",
    "example",
    "work",
    "home",
    "reader",
    "Lovelace",
    "analyst",
    "London",
    "eve",
    "ada@example.com",
    "bob@example.com",
    "Z",
    "+49",
    "york",
    ".org",
    "com"
  };
  private static final String[] OPERATORS = {"eq", "co", "sw", "ew", "gt", "ge"};

  /** Only for what everybody has: one oracle takes what is absent for less than anything. */
  private static final String[] LESS = {"lt", "le"};

  private static final String[] MOMENT_OPERATORS = {"eq", "gt", "ge", "lt", "le"};
  private static final String[] MOMENTS = {
    "2026-03-01T10:00:00Z",
    "2026-03-01T11:00:00+01:00",
    "2026-01-15T00:00:00.000Z",
    "2025-12-31T18:59:59-05:00",
    "2027-01-01T00:00:00Z"
  };

  private final RandomGenerator random;

  RandomFilters(RandomGenerator random) {
    this.random = random;
  }

  String next() {
    return filter(0);
  }

  private String filter(int depth) {
    int kind = depth >= MOST_NESTED ? 0 : random.nextInt(6);
    return switch (kind) {
      case 1 -> joined(" and ", depth);
      case 2 -> joined(" or ", depth);
      case 3 -> "not (" + filter(depth + 1) + ")";
      case 4 -> "(" + filter(depth + 1) + ")";
      default -> term();
    };
  }

  private String joined(String word, int depth) {
    return IntStream.range(0, random.nextInt(2, 4))
        .mapToObj(each -> filter(depth + 1))
        .collect(Collectors.joining(word));
  }

  private String term() {
    return switch (random.nextInt(8)) {
      case 0 -> one(TEXTS) + " pr";
      case 1 -> "active eq " + random.nextBoolean();
      case 2 -> one(SINGLE) + " ne " + text();
      case 3 -> "meta.created " + one(MOMENT_OPERATORS) + " \"" + one(MOMENTS) + "\"";
      case 4 -> "userName " + one(LESS) + " " + text();
      case 5 ->
          one("emails", "phoneNumbers", "addresses")
              + "[type eq \""
              + one("work", "home", "mobile")
              + "\"]";
      default -> one(TEXTS) + " " + one(OPERATORS) + " " + text();
    };
  }

  private String text() {
    return "\"" + one(VALUES) + "\"";
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
