package dev.rolecall.sandbox.buildkite;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Identifiers and times as Buildkite writes them. */
final class Ids {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  /** Version 4 and the variant of RFC 9562. */
  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;

  private static final long VERSION = 0x4000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Ids() {}

  static String uuid(RandomGenerator random) {
    return new UUID(
            (random.nextLong() & VERSION_MASK) | VERSION,
            (random.nextLong() & VARIANT_MASK) | VARIANT)
        .toString();
  }

  /** The opaque id of the GraphQL API. */
  static String graphql(String type, String uuid) {
    return Base64.getEncoder()
        .encodeToString((type + "---" + uuid).getBytes(StandardCharsets.UTF_8));
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** As in the answer of {@code /v2/access-token}. */
  static String spaced(Instant instant) {
    return SPACED.format(instant);
  }
}
