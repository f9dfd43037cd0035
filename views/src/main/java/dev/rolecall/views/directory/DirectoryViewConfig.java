package dev.rolecall.views.directory;

import dev.rolecall.service.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a view of the directory needs.
 *
 * @param kafka where the log is
 * @param client name of the Kafka clients, for the broker's logs and metrics
 * @param file the SQLite file; one process writes it
 * @param longestWait how long a read may wait for the newest state
 * @param clock tells how old the file is
 */
public record DirectoryViewConfig(
    KafkaSettings kafka, String client, Path file, Duration longestWait, InstantSource clock) {

  /** Well below the time an HTTP request waits, so that there is time left for the command. */
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(4);
}
