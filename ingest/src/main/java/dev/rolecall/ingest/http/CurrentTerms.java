package dev.rolecall.ingest.http;

import dev.rolecall.ingest.scim.Terms;
import dev.rolecall.service.config.Directories;
import dev.rolecall.service.config.DirectoryConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The terms of each directory as it is configured now; made once for each change. */
final class CurrentTerms {

  private record Made(DirectoryConfig of, Terms terms) {}

  private final Directories directories;
  private final Map<String, Made> made = new ConcurrentHashMap<>();

  CurrentTerms(Directories directories) {
    this.directories = directories;
  }

  Terms of(String directory) {
    @Nullable DirectoryConfig now = directories.now().get(directory);
    if (now == null) {
      // Taken out since its token was accepted: this request is its last.
      made.remove(directory);
      return Terms.AUTO;
    }
    return made.compute(
            directory,
            (name, before) ->
                before != null && before.of().equals(now)
                    ? before
                    : new Made(now, DirectoryTerms.of(now)))
        .terms();
  }
}
