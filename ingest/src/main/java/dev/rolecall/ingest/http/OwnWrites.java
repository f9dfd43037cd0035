package dev.rolecall.ingest.http;

import dev.rolecall.schemas.avro.UserState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The versions of users that were written here last: the view takes some milliseconds to have them,
 * and whoever knows that does not begin from what it still has.
 */
final class OwnWrites {

  /** More than are written in the time that a view is ever behind in health. */
  private static final int MOST = 10_000;

  private final Map<String, Long> versions = new LinkedHashMap<>();

  synchronized void wrote(String directory, UserState user) {
    String key = key(directory, user);
    versions.remove(key);
    versions.put(key, user.getVersion());
    if (versions.size() > MOST) {
      versions.remove(versions.keySet().iterator().next());
    }
  }

  /** Whether what was written here is newer than this state. */
  synchronized boolean isNewer(String directory, UserState than) {
    return versions.getOrDefault(key(directory, than), 0L) > than.getVersion();
  }

  private static String key(String directory, UserState user) {
    return directory + "/" + user.getId();
  }
}
