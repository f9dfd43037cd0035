package dev.rolecall.schemas;

import dev.rolecall.schemas.Topic.Cleanup;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.ClockTick;
import dev.rolecall.schemas.avro.Command;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.DirectoryEntry;
import dev.rolecall.schemas.avro.HoldEntry;
import dev.rolecall.schemas.avro.Link;
import dev.rolecall.schemas.avro.Outcome;
import dev.rolecall.schemas.avro.PeopleEntry;
import dev.rolecall.schemas.avro.SchemaText;
import dev.rolecall.schemas.avro.StatusEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** The one catalogue of topics. No topic is named anywhere else. */
public final class Topics {

  /** Commands are bounded by ingest; bundles are the largest. */
  private static final int LARGEST_COMMAND = 1024 * 1024;

  /** A person with all groups, an access with all reasons. */
  private static final int LARGEST_STATE = 1024 * 1024;

  /** A key and a time. */
  private static final int LARGEST_TICK = 4 * 1024;

  private static final Pattern TOOL_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /**
   * SCIM intents, bundles, operators' decisions. LogAppendTime: the broker's clock decides about
   * deadlines.
   */
  public static final Topic<Command> COMMANDS =
      new Topic<>(
          "rolecall.commands",
          6,
          Partitioning.BY_DIRECTORY,
          new Cleanup.Delete(Duration.ofDays(7)),
          true,
          LARGEST_COMMAND,
          Codec.of(Command.class));

  /** What became of each command. */
  public static final Topic<Outcome> OUTCOMES =
      new Topic<>(
          "rolecall.outcomes",
          6,
          Partitioning.BY_DIRECTORY,
          new Cleanup.Delete(Duration.ofHours(1)),
          false,
          LARGEST_STATE,
          Codec.of(Outcome.class));

  /**
   * The directory log: users, groups, memberships, the bundle; a directory in one partition, in
   * order.
   */
  public static final Topic<DirectoryEntry> DIRECTORY =
      new Topic<>(
          "rolecall.directory",
          6,
          Partitioning.BY_DIRECTORY,
          new Cleanup.Compact(),
          false,
          LARGEST_COMMAND,
          Codec.of(DirectoryEntry.class));

  /** People with their groups, and the bundle in each partition. */
  public static final Topic<PeopleEntry> PEOPLE =
      new Topic<>(
          "rolecall.people",
          12,
          Partitioning.BY_KEY,
          new Cleanup.Compact(),
          false,
          LARGEST_COMMAND,
          Codec.of(PeopleEntry.class));

  /** Settings of each tool. */
  public static final Topic<Control> CONTROL =
      new Topic<>(
          "rolecall.control",
          1,
          Partitioning.BY_KEY,
          new Cleanup.Compact(),
          false,
          LARGEST_STATE,
          Codec.of(Control.class));

  /** What is held, of whom, and what became of it. */
  public static final Topic<HoldEntry> HOLDS =
      new Topic<>(
          "rolecall.holds",
          1,
          Partitioning.BY_KEY,
          new Cleanup.Compact(),
          false,
          LARGEST_STATE,
          Codec.of(HoldEntry.class));

  /** What happened and why, before it is sealed. */
  public static final Topic<AuditEntry> AUDIT_ENTRIES =
      new Topic<>(
          "rolecall.audit.entries",
          6,
          Partitioning.BY_KEY,
          new Cleanup.Delete(Duration.ofDays(30)),
          false,
          LARGEST_STATE,
          Codec.of(AuditEntry.class));

  /** Appended to in order to learn the broker's time; nobody reads it. */
  public static final Topic<ClockTick> CLOCK =
      new Topic<>(
          "rolecall.clock",
          1,
          Partitioning.BY_KEY,
          new Cleanup.Delete(Duration.ofHours(1)),
          true,
          LARGEST_TICK,
          Codec.of(ClockTick.class));

  /** What everybody writes with, by fingerprint: older readers learn from it. */
  public static final Topic<SchemaText> SCHEMAS =
      new Topic<>(
          "rolecall.schemas",
          1,
          Partitioning.BY_KEY,
          new Cleanup.Compact(),
          false,
          LARGEST_STATE,
          Codec.of(SchemaText.class));

  private static final Codec<Access> ACCESS_VALUES = Codec.of(Access.class);
  private static final Codec<StatusEntry> STATUS_VALUES = Codec.of(StatusEntry.class);
  private static final Codec<Link> LINK_VALUES = Codec.of(Link.class);

  private Topics() {}

  /** Whether an instance of a tool may be called so: it becomes part of topic names. */
  public static boolean isToolName(String name) {
    return TOOL_NAME.matcher(name).matches();
  }

  /** The full access of each person in a tool. */
  public static Topic<Access> access(String tool) {
    return ofTool("rolecall.access.", tool, 12, ACCESS_VALUES);
  }

  /** What was applied and what the tool has; partitioned as its access. */
  public static Topic<StatusEntry> status(String tool) {
    return ofTool("rolecall.status.", tool, 12, STATUS_VALUES);
  }

  /** Whose account is whose. */
  public static Topic<Link> links(String tool) {
    return ofTool("rolecall.links.", tool, 1, LINK_VALUES);
  }

  /** Every topic of an installation with these tools. */
  public static List<Topic<?>> all(Collection<String> tools) {
    List<Topic<?>> all =
        new ArrayList<>(
            List.of(
                COMMANDS,
                OUTCOMES,
                DIRECTORY,
                PEOPLE,
                CONTROL,
                HOLDS,
                AUDIT_ENTRIES,
                CLOCK,
                SCHEMAS));
    for (String tool : tools) {
      all.add(access(tool));
      all.add(status(tool));
      all.add(links(tool));
    }
    return all;
  }

  private static <T extends SpecificRecord> Topic<T> ofTool(
      String prefix, String tool, int partitions, Codec<T> values) {
    if (!isToolName(tool)) {
      throw new IllegalArgumentException(
          "a tool is named with lower case, digits and dashes: " + tool);
    }
    return new Topic<>(
        prefix + tool,
        partitions,
        Partitioning.BY_KEY,
        new Cleanup.Compact(),
        false,
        LARGEST_STATE,
        values);
  }
}
