package dev.rolecall.views.trail;

import dev.rolecall.schemas.Codec;
import dev.rolecall.schemas.Topics;
import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.ScopeReport;
import dev.rolecall.schemas.avro.State;
import dev.rolecall.schemas.avro.Status;
import dev.rolecall.schemas.avro.StatusEntry;
import dev.rolecall.views.log.LogView;
import dev.rolecall.views.log.LogView.LogViewConfig;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who has what, why, and what happened, read from a local SQLite file that follows the topics. */
public final class TrailView implements TrailReader, AutoCloseable {

  private static final Codec<StatusEntry> STATUS = Topics.status("any").values();
  private static final Codec<Access> ACCESS = Topics.access("any").values();

  private final LogView view;

  private TrailView(LogView view) {
    this.view = view;
  }

  /**
   * Starts to follow the topics of these tools.
   *
   * @throws IllegalStateException when Kafka does not answer or a topic is missing
   */
  public static TrailView start(LogViewConfig config, Collection<String> tools) {
    TrailApplier applier = new TrailApplier(tools);
    return new TrailView(LogView.start(config, applier.topics(), TrailTables.layout(), applier));
  }

  @Override
  public List<Access> accesses(String directory, String person) {
    return view.read(file ->
        file.read(
            row -> ACCESS.decode(row.getBytes(1)),
            "SELECT record FROM access WHERE directory = ? AND person = ? ORDER BY tool",
            directory,
            person));
  }

  @Override
  public List<Status> statuses(String directory, String person) {
    return view.read(file ->
        file.read(
            row -> (Status) STATUS.decode(row.getBytes(1)).getBody(),
            "SELECT record FROM status WHERE directory = ? AND person = ? ORDER BY tool",
            directory,
            person));
  }

  @Override
  public List<Held> holders(String tool, Optional<String> scope, int most) {
    return view.read(file ->
        file.read(
            row ->
                new Held(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7)),
            """
            SELECT directory, person, scope, role, origin, state, login FROM cells
            WHERE tool = ? AND (? IS NULL OR scope = ?)
            ORDER BY scope, role, directory, person LIMIT ?
            """,
            tool,
            scope.orElse(null),
            scope.orElse(null),
            most));
  }

  @Override
  public List<ScopeReport> reports(String tool, Optional<String> scope) {
    return view.read(file ->
        file.read(
            row -> (ScopeReport) STATUS.decode(row.getBytes(1)).getBody(),
            "SELECT record FROM reports WHERE tool = ? AND (? IS NULL OR scope = ?) ORDER BY scope",
            tool,
            scope.orElse(null),
            scope.orElse(null)));
  }

  @Override
  public List<Control> controls() {
    return view.read(file ->
        file.read(
            row -> Topics.CONTROL.values().decode(row.getBytes(1)),
            "SELECT record FROM controls ORDER BY tool"));
  }

  @Override
  public ToolProgress progress(String tool) {
    return view.read(file -> {
      Map<State, Long> states = new EnumMap<>(State.class);
      file.read(
          row -> states.put(State.valueOf(row.getString(1)), row.getLong(2)),
          "SELECT state, COUNT(*) FROM status WHERE tool = ? GROUP BY state",
          tool);
      List<Long> findings =
          file.read(
              row -> row.getLong(1),
              "SELECT COALESCE(SUM(findings), 0) FROM status WHERE tool = ?",
              tool);
      List<Long> waiting =
          file.read(
              row -> row.getLong(1),
              """
              SELECT a.decided FROM access a LEFT JOIN status s
                ON s.tool = a.tool AND s.directory = a.directory AND s.person = a.person
              WHERE a.tool = ? AND (s.version IS NULL OR s.version <> a.version
                OR s.state IN ('APPLYING', 'RETRYING'))
              ORDER BY a.decided
              """,
              tool);
      List<Long> people =
          file.read(row -> row.getLong(1), "SELECT COUNT(*) FROM access WHERE tool = ?", tool);
      return new ToolProgress(
          people.getFirst(),
          waiting.size(),
          waiting.stream().findFirst().map(Instant::ofEpochMilli),
          states,
          findings.getFirst());
    });
  }

  @Override
  public List<AuditEntry> audit(AuditQuery query) {
    List<AuditEntry> newestFirst =
        view.read(file ->
            file.read(
                row -> Topics.AUDIT_ENTRIES.values().decode(row.getBytes(1)),
                """
                SELECT record FROM audit
                WHERE (?1 IS NULL OR directory = ?1) AND (?2 IS NULL OR person = ?2)
                  AND (?3 IS NULL OR tool = ?3) AND (?4 IS NULL OR correlation = ?4)
                ORDER BY at DESC, number DESC LIMIT ?5
                """,
                query.directory().orElse(null),
                query.person().orElse(null),
                query.tool().orElse(null),
                query.correlation().orElse(null),
                query.most()));
    return newestFirst.reversed().stream().sorted(Comparator.comparing(AuditEntry::getOccurredAt)).toList();
  }

  @Override
  public Optional<String> problem() {
    return view.problem();
  }

  @Override
  public void close() {
    view.close();
  }
}
