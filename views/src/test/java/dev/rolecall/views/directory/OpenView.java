package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A view on a file, fed by the test instead of by Kafka. */
record OpenView(FedView fed) implements AutoCloseable {

  static OpenView of(Path file) throws Exception {
    return new OpenView(FedView.of(file, Tables.layout(), new DirectoryApplier()));
  }

  OpenView apply(long position, LogRecord... records) throws Exception {
    fed.apply(position, records);
    return this;
  }

  interface Question<T> {
    T ask(Queries queries) throws SQLException;
  }

  <T> T read(Question<T> question) {
    return fed.read(file -> question.ask(new Queries(file, InstantSource.fixed(Facts.NOON))));
  }

  Page<UserState> users(Query<UserState> query) {
    return read(q -> q.page(Select.USERS, Facts.ACME, query, States.USERS));
  }

  List<String> userIds(Lookup lookup) {
    return users(new Query<>(lookup, Optional.empty(), 1, Query.MOST)).items().stream()
        .map(UserState::getId)
        .toList();
  }

  List<String> groupIds(Lookup lookup) {
    Query<GroupState> query = new Query<>(lookup, Optional.empty(), 1, Query.MOST);
    return read(q -> q.page(Select.GROUPS, Facts.ACME, query, States.GROUPS)).items().stream()
        .map(GroupState::getId)
        .toList();
  }

  @Override
  public void close() throws SQLException {
    fed.close();
  }
}
