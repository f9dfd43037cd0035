package dev.rolecall.processor.directory;

import dev.rolecall.schemas.Codec.UndecodableException;
import dev.rolecall.schemas.Keys;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Command;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads what lies on the topic of commands, which may be anything. */
final class CommandReader {

  /** Set by ingest on every command, so that somebody gets an answer even if it is undecodable. */
  static final String COMMAND_HEADER = "command";

  static final String CORRELATION_HEADER = "correlation";

  /** Longer headers are none of ours. */
  private static final int HEADER_BYTES = 128;

  private CommandReader() {}

  /** What a record holds. */
  sealed interface Read {
    record Decoded(String directory, Command command) implements Read {}

    /**
     * Not a command, or one for another directory than its key says.
     *
     * @param directory by the record's key
     * @param command id from the header; null: nobody can be answered
     */
    record Poison(String directory, @Nullable String command, String correlation) implements Read {}

    /** Not even its key names a directory. */
    record Keyless() implements Read {}
  }

  static Read read(Record<String, byte[]> record) {
    @Nullable String key = record.key();
    if (key == null || !(Keys.isDirectoryName(key) || key.equals(Keys.POLICY_DIRECTORY))) {
      return new Read.Keyless();
    }
    byte @Nullable [] value = record.value();
    Command command = value == null ? null : decoded(value);
    if (command == null || !command.getDirectory().equals(key) || !isId(command.getId())) {
      return poison(key, record.headers());
    }
    return new Read.Decoded(key, command);
  }

  private static @Nullable Command decoded(byte[] value) {
    try {
      return Topics.COMMANDS.values().decode(value);
    } catch (UndecodableException e) {
      return null;
    }
  }

  private static Read poison(String directory, Headers headers) {
    String command = text(headers.lastHeader(COMMAND_HEADER));
    String correlation = text(headers.lastHeader(CORRELATION_HEADER));
    return new Read.Poison(
        directory,
        command != null && isId(command) ? command : null,
        correlation == null ? "" : correlation);
  }

  private static @Nullable String text(@Nullable Header header) {
    if (header == null) {
      return null;
    }
    byte @Nullable [] value = header.value();
    return value == null || value.length > HEADER_BYTES
        ? null
        : new String(value, StandardCharsets.UTF_8);
  }

  private static boolean isId(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
