package dev.rolecall.ingest.scim;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rolecall.schemas.avro.User;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The bodies of all conversations, damaged: cut, doubled, overwritten, with hostile pieces in
 * between. Whatever becomes of them, nothing but a SCIM error leaves. Seeded: every run tries the
 * same.
 */
class MutationFuzzTest {

  private static final int ROUNDS = 40_000;
  private static final int MOST_MUTATIONS = 6;
  private static final String[] PIECES = {
    "null",
    "1e999999999",
    "-1e-999999999",
    "9".repeat(64),
    "9".repeat(65),
    "\u0000",
    "\\u0000",
    "\\ud800",
    "\\udc00\\ud800",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "{\"a\":",
    "}",
    "]",
    "[",
    "{",
    "\"",
    "\\",
    ",",
    ":",
    "true",
    "\"False\"",
    "[]",
    "{}",
    "\"\"",
    "\"active\":true,",
    "members[value eq \\\"",
    "emails[type eq \\\"work\\\"].value",
    "not (",
    "))",
    "urn:",
    "\"Value\":[]",
    "\"value\":{}",
    "\ufeff",
    "𐍈"
  };

  private final RandomGenerator random = new Random(20261122);
  private final List<byte[]> bodies = new ArrayList<>();
  private final User ada = Texts.user(Texts.ADA);

  @Test
  void aDamagedBodyIsUnderstoodOrRefused() throws Exception {
    collect();
    assertThat(bodies).hasSizeGreaterThan(100);
    int read = 0;
    int patched = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = damaged(bodies.get(random.nextInt(bodies.size())));
      if (survives(body, () -> ScimJson.read(body))) {
        read++;
        JsonNode json = ScimJson.read(body);
        survives(body, () -> created(json));
        survives(body, () -> UserCodec.replace(json, ada, Tolerance.STRICT));
        survives(body, () -> GroupCodec.read(json, Tolerance.LENIENT));
        survives(body, () -> GroupPatch.read(Texts.ID, json, Tolerance.LENIENT));
        patched += survives(body, () -> patch(json)) ? 1 : 0;
      }
    }
    assertThat(read).isBetween(ROUNDS / 20, ROUNDS);
    assertThat(patched).isPositive();
  }

  /** What is kept can travel: half of a surrogate pair would come out as something else. */
  private static void created(JsonNode json) {
    User user = UserCodec.create(json, Tolerance.LENIENT).value();
    assertThat(ScimJson.isUnicode(UserCodec.toJson(user).toString())).isTrue();
  }

  private void patch(JsonNode json) {
    User after =
        UserPatch.apply(Patch.parse(ResourceType.USER, Texts.ID, json, Tolerance.LENIENT), ada)
            .user();
    assertThat(UserCodec.replace(UserCodec.toJson(after), after, Tolerance.LENIENT).value())
        .isEqualTo(after);
  }

  private void collect() throws Exception {
    Path root =
        Path.of(requireNonNull(MutationFuzzTest.class.getResource("/conversations")).toURI());
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        for (String block : Files.readString(file).split("\n\n", -1)) {
          if (block.startsWith("{")) {
            bodies.add(block.getBytes(UTF_8));
          }
        }
      }
    }
  }

  private byte[] damaged(byte[] body) {
    byte[] damaged = body;
    for (int left = random.nextInt(1, MOST_MUTATIONS); left > 0 && damaged.length > 0; left--) {
      int from = random.nextInt(damaged.length);
      int to = Math.min(damaged.length, from + random.nextInt(1, 20));
      byte[] between =
          switch (random.nextInt(5)) {
            case 0 -> new byte[0];
            case 1 -> new byte[] {(byte) random.nextInt(256)};
            case 2 -> (part(damaged, from, to) + part(damaged, from, to)).getBytes(ISO_8859_1);
            case 3 -> part(damaged, from, to).getBytes(ISO_8859_1);
            default -> PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
          };
      int rest = random.nextBoolean() ? to : from;
      ByteArrayOutputStream joined = new ByteArrayOutputStream();
      joined.write(damaged, 0, from);
      joined.writeBytes(between);
      joined.write(damaged, rest, damaged.length - rest);
      damaged = joined.toByteArray();
    }
    return damaged;
  }

  /** Each byte as a character, and back. */
  private static String part(byte[] body, int from, int to) {
    return new String(body, from, to - from, ISO_8859_1);
  }

  private static boolean survives(byte[] input, Runnable call) {
    try {
      call.run();
      return true;
    } catch (ScimException expected) {
      assertThat(expected.error().status()).isIn(400, 413);
      return false;
    } catch (RuntimeException | StackOverflowError bug) {
      return fail("on " + new String(input, ISO_8859_1), bug);
    }
  }
}
