package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A view on a file, fed by the test instead of by Kafka. */
final class OpenView implements AutoCloseable {

  static final LogIdentity LOG =
      new LogIdentity("cluster-1", "topic-1", Map.of(0, 0L), Map.of(0, 1_000L));

  final Optional<String> rebuilt;
  final Map<Integer, Long> positions;
  final ReadPool reads;
  private final Applier applier;

  OpenView(Path file, LogIdentity log, Instant now) throws Exception {
    ViewFile.Opened opened = ViewFile.open(file, log, now);
    this.rebuilt = opened.rebuilt();
    this.positions = ViewFile.positions(opened.connection());
    this.applier = new Applier(opened.connection());
    this.reads = new ReadPool(file, InstantSource.fixed(now));
  }

  static OpenView of(Path file) throws Exception {
    return new OpenView(file, LOG, Facts.NOON);
  }

  OpenView apply(long position, Applier.Entry... entries) throws Exception {
    applier.apply(Arrays.asList(entries), Map.of(0, position), Optional.empty());
    return this;
  }

  Page<UserState> users(Query<UserState> query) {
    return reads.read(q -> q.page(Select.USERS, Facts.ACME, query, States.USERS));
  }

  List<String> userIds(Lookup lookup) {
    return users(new Query<>(lookup, Optional.empty(), 1, Query.MOST)).items().stream()
        .map(UserState::getId)
        .toList();
  }

  List<String> groupIds(Lookup lookup) {
    Query<GroupState> query = new Query<>(lookup, Optional.empty(), 1, Query.MOST);
    return reads.read(q -> q.page(Select.GROUPS, Facts.ACME, query, States.GROUPS)).items().stream()
        .map(GroupState::getId)
        .toList();
  }

  @Override
  public void close() throws java.sql.SQLException {
    reads.close();
    applier.close();
  }
}
