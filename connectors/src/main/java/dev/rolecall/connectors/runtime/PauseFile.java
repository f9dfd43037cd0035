package dev.rolecall.connectors.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switch that works without Kafka: while a file named {@code pause}, or {@code pause.TOOL},
 * lies in the data folder, this process changes nothing in the tool.
 */
final class PauseFile {

  private static final Logger LOG = LoggerFactory.getLogger(PauseFile.class);

  /** Half of the second that we promise: the loop's turn comes on top. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final String tool;
  private final List<Path> files;
  private Instant nextLook = Instant.MIN;
  private volatile Optional<Path> found = Optional.empty();

  PauseFile(Path folder, String tool) {
    this.tool = tool;
    this.files = List.of(folder.resolve("pause"), folder.resolve("pause." + tool));
  }

  /** Whether one lies there, as of at most half a second ago. For one thread. */
  boolean lies(Instant now) {
    if (!now.isBefore(nextLook)) {
      nextLook = now.plus(BETWEEN_LOOKS);
      look();
    }
    return found.isPresent();
  }

  /** For whoever looks after the service. For any thread. */
  Optional<String> warning() {
    return found.map(file -> "paused by the file " + file + "; remove it to go on");
  }

  private void look() {
    // Where it cannot be seen whether the file is there, somebody may have put it there.
    Optional<Path> now = files.stream().filter(file -> !Files.notExists(file)).findFirst();
    if (now.isPresent() && found.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("tool", tool)
          .addKeyValue("file", now.get())
          .log("Paused by a file: nothing is changed in the tool. Remove the file to go on.");
    } else if (now.isEmpty() && found.isPresent()) {
      LOG.atInfo().addKeyValue("tool", tool).log("The file that paused the tool is gone");
    }
    found = now;
  }
}
