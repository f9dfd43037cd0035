package dev.rolecall.ingest.http;

import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id that follows a request to the read-back in the tools. */
final class Correlation {

  /** Request and response header. */
  static final String HEADER = "X-Request-Id";

  /** It ends up in logs, headers and records: nothing but what ids are made of, and not long. */
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Correlation() {}

  /** The client's own id when it is acceptable, otherwise a new one. */
  static String of(@Nullable String sent, Supplier<UUID> ids) {
    return sent != null && ACCEPTABLE.matcher(sent).matches() ? sent : ids.get().toString();
  }
}
