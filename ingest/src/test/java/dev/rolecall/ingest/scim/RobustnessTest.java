package dev.rolecall.ingest.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rolecall.schemas.avro.User;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever arrives, nothing but a SCIM error leaves. Seeded: every run tries the same. */
class RobustnessTest {

  private static final int ROUNDS = 3_000;

  private static final String[] PIECES = {
    "emails",
    "[",
    "]",
    "type",
    " eq ",
    "\"work\"",
    ".",
    "value",
    " and ",
    " or ",
    "not ",
    "(",
    ")",
    "\\",
    "\"",
    "urn:",
    ":",
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
    "urn:ietf:params:scim:schemas:core:2.0:User",
    "manager",
    "name",
    "members",
    "id",
    "meta.created",
    "$ref",
    "active",
    "true",
    "null",
    "/",
    "%5B",
    "%",
    " ",
    "pr",
    "7",
    "\u0000",
    "\ud800",
    "roles",
    "addresses"
  };

  private final RandomGenerator random = new Random(20261122);

  @Test
  void anyTextIsAFilterOrAnError() {
    int understood = 0;
    JsonNode ada = UserCodec.toJson(Texts.user(Texts.ADA));
    for (int round = 0; round < ROUNDS; round++) {
      String text = text();
      understood +=
          survives(
                  text,
                  () -> Translation.of(ResourceType.USER, Filter.parse(ResourceType.USER, text)))
              ? 1
              : 0;
      survives(text, () -> Filter.parse(ResourceType.USER, text).matches(ada));
    }
    assertThat(understood).isPositive();
  }

  @Test
  void anyTextIsAPathOrAnError() {
    for (int round = 0; round < ROUNDS; round++) {
      String text = text();
      survives(text, () -> Path.parse(ResourceType.USER, text));
      survives(text, () -> Projection.of(ResourceType.USER, text, text));
      survives(text, () -> Condition.parse(text));
      survives(text, () -> Paging.of(text, text, null));
    }
  }

  @Test
  void anyBodyIsAPatchOrAnError() {
    User ada = Texts.user(Texts.ADA);
    int understood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode body = body();
      understood +=
          survives(
                  body,
                  () ->
                      UserPatch.apply(
                          Patch.parse(ResourceType.USER, Texts.ID, body, Tolerance.LENIENT), ada))
              ? 1
              : 0;
      survives(body, () -> GroupPatch.read(Texts.ID, body, Tolerance.LENIENT));
      survives(body, () -> UserCodec.create(value(4), Tolerance.LENIENT));
      survives(body, () -> GroupCodec.read(value(4), Tolerance.LENIENT));
    }
    assertThat(understood).isPositive();
  }

  @Test
  void whatAPatchLeavesCanBeReadAgainAndIsTheSame() {
    User ada = Texts.user(Texts.ADA);
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode body = body();
      survives(
          body,
          () -> {
            User after =
                UserPatch.apply(
                        Patch.parse(ResourceType.USER, Texts.ID, body, Tolerance.LENIENT), ada)
                    .user();
            assertThat(UserCodec.replace(UserCodec.toJson(after), after, Tolerance.LENIENT).value())
                .isEqualTo(after);
          });
    }
  }

  private static boolean survives(Object input, Runnable call) {
    try {
      call.run();
      return true;
    } catch (ScimException expected) {
      assertThat(expected.error().status()).isBetween(400, 499);
      return false;
    } catch (RuntimeException | StackOverflowError bug) {
      return fail("on " + input, bug);
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(1, 12); pieces > 0; pieces--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode operations = body.putArray("Operations");
    for (int count = random.nextInt(1, 4); count > 0; count--) {
      ObjectNode operation =
          operations
              .addObject()
              .put(
                  "op", random.nextBoolean() ? "add" : random.nextBoolean() ? "Replace" : "remove");
      if (random.nextInt(4) > 0) {
        operation.put("path", random.nextInt(3) > 0 ? likely() : text());
      }
      if (random.nextInt(5) > 0) {
        operation.set("value", value(3));
      }
    }
    return body;
  }

  private String likely() {
    String[] paths = {
      "emails",
      "emails[type eq \"work\"]",
      "emails[type eq \"x\"].value",
      "emails.value",
      "emails.primary",
      "name",
      "name.givenName",
      "manager",
      "manager.value",
      "manager[value eq \"m1\"]",
      "title",
      "active",
      "members",
      "members[value eq \"u\"]",
      "displayName",
      "externalId",
      "addresses",
      "roles[primary eq \"True\"].value",
      "urn:x:y:z",
      "urn:x:y",
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
      "schemas",
      "userName"
    };
    return paths[random.nextInt(paths.length)];
  }

  private JsonNode value(int depth) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (random.nextInt(depth == 0 ? 5 : 9)) {
      case 0 -> json.nullNode();
      case 1 ->
          json.numberNode(random.nextBoolean() ? random.nextInt() : random.nextDouble() * 1e300);
      case 2 -> json.booleanNode(random.nextBoolean());
      case 3 -> json.textNode(text());
      case 4 -> json.textNode(random.nextBoolean() ? "" : "{\"value\":{\"value\":1}}");
      case 5 -> {
        ArrayNode array = json.arrayNode();
        for (int count = random.nextInt(4); count > 0; count--) {
          array.add(value(depth - 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = json.objectNode();
        for (int count = random.nextInt(4); count > 0; count--) {
          object.set(
              random.nextBoolean() ? likely() : PIECES[random.nextInt(PIECES.length)],
              value(depth - 1));
        }
        if (random.nextBoolean()) {
          object.set("value", value(depth - 1));
        }
        if (random.nextInt(4) == 0) {
          object.put("userName", "u").put("displayName", "d");
        }
        yield object;
      }
    };
  }
}
