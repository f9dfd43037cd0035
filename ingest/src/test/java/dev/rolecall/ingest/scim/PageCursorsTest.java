package dev.rolecall.ingest.scim;

import static dev.rolecall.ingest.scim.Texts.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rolecall.views.directory.Kind;
import dev.rolecall.views.directory.Position;
import dev.rolecall.views.directory.SortKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which cursors are taken, and what they lead to. */
class PageCursorsTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Walk WALK = walk("acme", ResourceType.USER, "title pr", "title");
  private static final Position SECRET =
      new Position(new SortKey.Text("secret"), Kind.USERS, "u-secret");

  private final PageCursors cursors = new PageCursors("cluster-1 topic-1");

  static List<Position> positions() {
    return List.of(
        SECRET,
        new Position(new SortKey.Text("😀".repeat(256)), Kind.GROUPS, "x".repeat(128)),
        new Position(new SortKey.Missing(), Kind.USERS, "u1"),
        new Position(new SortKey.Decimal(new BigDecimal("-1.5")), Kind.USERS, "u1"));
  }

  @ParameterizedTest
  @MethodSource("positions")
  void aCursorHoldsItsPositionOnEveryInstance(Position position) {
    String cursor = cursors.seal(WALK, position, NOON, random(1));
    assertThat(cursor).matches("[A-Za-z0-9._~-]{1,8192}");
    assertThat(new PageCursors("cluster-1 topic-1").open(WALK, cursor, NOON)).isEqualTo(position);
  }

  @Test
  void noCharacterOfACursorCanBeChanged() {
    String cursor = cursors.seal(WALK, SECRET, NOON, random(1));
    for (int at = 0; at < cursor.length(); at++) {
      for (char other : new char[] {'A', 'B', 'z', '-', '!', ' ', 'é'}) {
        if (cursor.charAt(at) != other) {
          String changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
          refused(ScimType.INVALID_CURSOR, () -> cursors.open(WALK, changed, NOON));
        }
      }
      String cut = cursor.substring(0, at);
      refused(ScimType.INVALID_CURSOR, () -> cursors.open(WALK, cut, NOON));
    }
    refused(ScimType.INVALID_CURSOR, () -> cursors.open(WALK, "A".repeat(100_000), NOON));
  }

  @Test
  void aCursorLeadsThroughItsOwnListOnly() {
    String cursor = cursors.seal(WALK, SECRET, NOON, random(1));
    List<Walk> others =
        List.of(
            walk("globex", ResourceType.USER, "title pr", "title"),
            walk("acme", ResourceType.GROUP, "title pr", "title"),
            walk("acme", ResourceType.USER, "title  pr", "title"),
            walk("acme", ResourceType.USER, "title pr", "userName"),
            walk("acmeUser", ResourceType.USER, "title pr", "title"),
            new Walk(
                "acme",
                List.of(ResourceType.USER),
                Optional.of("title pr"),
                Optional.empty(),
                Optional.of("title")));
    for (Walk other : others) {
      refused(ScimType.INVALID_CURSOR, () -> cursors.open(other, cursor, NOON));
    }
    refused(
        ScimType.INVALID_CURSOR,
        () -> new PageCursors("cluster-1 topic-2").open(WALK, cursor, NOON));
  }

  @Test
  void aCursorLastsAsLongAsIsAnnounced() {
    String cursor = cursors.seal(WALK, SECRET, NOON, random(1));
    assertThat(cursors.open(WALK, cursor, NOON.plusSeconds(3_600))).isEqualTo(SECRET);
    refused(ScimType.EXPIRED_CURSOR, () -> cursors.open(WALK, cursor, NOON.plusSeconds(3_601)));
  }

  @Test
  void aCursorTellsNobodyWhoStandsThere() {
    String cursor = cursors.seal(WALK, SECRET, NOON, random(1));
    byte[] bytes = java.util.Base64.getUrlDecoder().decode(cursor);
    assertThat(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("secret");
    assertThat(SECRET.key().toString()).doesNotContain("secret");
  }

  private static Walk walk(String directory, ResourceType type, String filter, String sortBy) {
    return new Walk(
        directory, List.of(type), Optional.of(filter), Optional.of(sortBy), Optional.empty());
  }

  private static byte[] random(int seed) {
    byte[] random = new byte[16];
    new java.util.Random(seed).nextBytes(random);
    return random;
  }
}
