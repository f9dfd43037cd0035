package dev.rolecall.ingest.oracle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * PATCH operations of RFC 7644 § 3.5.2 of which all engines make the same. Each is about another
 * attribute, and only what is there is removed.
 */
final class RandomPatches {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String[] SINGLE = {
    "title",
    "displayName",
    "nickName",
    "locale",
    "preferredLanguage",
    "timezone",
    "userType",
    "externalId",
    "name.givenName",
    "name.middleName"
  };
  private static final String[] ENTERPRISE_SINGLE = {
    "employeeNumber", "costCenter", "organization", "division", "department"
  };
  private static final String[] LISTS = {"emails", "phoneNumbers", "ims", "roles", "entitlements"};

  private final RandomGenerator random;
  private int count;

  RandomPatches(RandomGenerator random) {
    this.random = random;
  }

  String next(ObjectNode user) {
    Map<String, String> operations = new LinkedHashMap<>();
    int wanted = random.nextInt(1, 6);
    while (operations.size() < wanted) {
      switch (random.nextInt(7)) {
        case 0, 1 -> single(operations, user, one(SINGLE));
        case 2 -> write(operations, ENTERPRISE + ":" + one(ENTERPRISE_SINGLE), text());
        case 3 -> list(operations, user, one(LISTS));
        case 4 ->
            operations.put(
                "active",
                "{\"op\":\"replace\",\"path\":\"active\",\"value\":" + random.nextBoolean() + "}");
        case 5 ->
            operations.put(
                "profileUrl",
                "{\"op\":\"%s\",\"value\":{\"profileUrl\":%s}}"
                    .formatted(one("add", "replace"), text()));
        default -> element(operations, user);
      }
    }
    return String.join(",", operations.values());
  }

  private void single(Map<String, String> operations, ObjectNode user, String path) {
    boolean isThere = !user.at("/" + path.replace('.', '/')).asText().isEmpty();
    if (isThere && random.nextInt(3) == 0) {
      operations.put(path, "{\"op\":\"remove\",\"path\":\"%s\"}".formatted(path));
    } else {
      write(operations, path, text());
    }
  }

  private void list(Map<String, String> operations, ObjectNode user, String path) {
    String values = "[{\"value\":%s,\"type\":\"other\"},{\"value\":%s}]".formatted(text(), text());
    if (user.has(path) && random.nextInt(3) == 0) {
      operations.put(path, "{\"op\":\"remove\",\"path\":\"%s\"}".formatted(path));
    } else {
      write(operations, path, values);
    }
  }

  /** Of the elements that are there, the one of a type. */
  private void element(Map<String, String> operations, ObjectNode user) {
    for (String path : new String[] {"emails", "phoneNumbers", "addresses"}) {
      String type = user.at("/" + path + "/0/type").asText();
      if (!type.isEmpty() && !operations.containsKey(path)) {
        String sub = path.equals("addresses") ? "locality" : "value";
        write(operations, path, "%s[type eq \\\"%s\\\"].%s".formatted(path, type, sub), text());
      }
    }
  }

  private void write(Map<String, String> operations, String path, String value) {
    write(operations, path, path, value);
  }

  private void write(Map<String, String> operations, String key, String path, String value) {
    operations.put(
        key,
        "{\"op\":\"%s\",\"path\":\"%s\",\"value\":%s}"
            .formatted(path.contains("[") ? "replace" : one("add", "replace"), path, value));
  }

  /** Never twice the same: both oracles add a value that is there once more. */
  private String text() {
    return "\"v" + count++ + "\"";
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
