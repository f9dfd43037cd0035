package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What follows the grammar is understood, can be written down and read again, and has the same
 * effect twice as once. Seeded: every run tries the same.
 */
class GrammarFuzzTest {

  private static final int ROUNDS = 5_000;

  private final RandomGenerator random = new Random(20261122);
  private final GrammarFuzz grammar = new GrammarFuzz(random);
  private final User ada = Texts.user(Texts.ADA);

  @Test
  void aFilterThatWasReadCanBeWrittenAndReadAgain() {
    ObjectNode user = UserCodec.toJson(ada);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = grammar.filter();
      Filter filter;
      try {
        filter = Filter.parse(ResourceType.USER, text);
      } catch (ScimException ordersOfNull) {
        assertThat(text).containsIgnoringCase(" null");
        continue;
      }
      understood++;
      Filter again = Filter.parse(ResourceType.USER, FilterText.of(filter));
      assertThat(again).as(text).isEqualTo(filter);
      assertThat(again.matches(user)).isEqualTo(filter.matches(user));
      assertThat(new Filter.Not(filter).matches(user)).isNotEqualTo(filter.matches(user));
    }
    assertThat(understood).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void aPathThatWasReadCanBeWrittenAndReadAgain() {
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = grammar.path();
      Path path;
      try {
        path = Path.parse(ResourceType.USER, text);
      } catch (ScimException ordersOfNull) {
        assertThat(text).containsIgnoringCase(" null");
        continue;
      }
      understood++;
      assertThat(path).as(text).isNotInstanceOf(Path.Unknown.class);
      assertThat(Path.parse(ResourceType.USER, FilterText.of(path))).as(text).isEqualTo(path);
    }
    assertThat(understood).isGreaterThan(ROUNDS / 2);
  }

  @Test
  void aPatchHasTheSameEffectTwiceAsOnce() {
    int changed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String operation = operation();
      Patch patch =
          Patch.parse(ResourceType.USER, Texts.ID, Texts.operations(operation), Tolerance.LENIENT);
      User once;
      try {
        once = UserPatch.apply(patch, ada).user();
      } catch (ScimException cleared) {
        assertThat(cleared.error().type()).as(operation).isEqualTo(ScimType.MUTABILITY);
        continue;
      }
      changed += once.equals(ada) ? 0 : 1;
      assertThat(UserPatch.apply(patch, once).user()).as(operation).isEqualTo(once);
    }
    assertThat(changed).isGreaterThan(ROUNDS / 3);
  }

  private String operation() {
    String verb = one("add", "Replace", "remove");
    String path =
        one(
            "title",
            "userName",
            "name.givenName",
            "name",
            "active",
            "emails",
            "roles",
            "addresses",
            "emails[type eq 'work'].value",
            "emails[type eq 'other'].value",
            "emails[type eq 'work']",
            "addresses[type eq 'home'].locality",
            "roles[value eq 'reader'].display",
            "manager",
            "department",
            "urn:x:y:z",
            "emails.value",
            "phoneNumbers[type eq 'fax' and primary eq true].value");
    return "{'op':'%s','path':'%s','value':%s}"
        .formatted(verb, path.replace("'", "\\\""), value(path));
  }

  private String value(String path) {
    String text = "'" + one("a@x", "reader", "London", "Ada", "") + "'";
    String element =
        "{'value':'%s','type':'%s','primary':%s}"
            .formatted(
                one("a@x", "b@x", "ada@example.com"), one("work", "home"), random.nextBoolean());
    return switch (path) {
      case "name" -> "{'familyName':" + text + ",'middleName':'M'}";
      case "active" -> one("true", "'False'", "[false]");
      case "emails", "roles" -> one("[]", "null", element, "[" + element + "," + element + "]");
      case "addresses" -> one("[{'type':'work','locality':'York'}]", "{'locality':'Hull'}", "[]");
      case "emails[type eq 'work']" -> "{'value':'w@x','display':" + text + "}";
      case "manager" -> one("'m2'", "''", "{'value':'m3'}", "[{'value':'m4'}]", "null");
      case "urn:x:y:z" -> one("7", "{'a':[1]}", "'x'", "null");
      default -> text;
    };
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
