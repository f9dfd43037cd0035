package dev.rolecall.views.directory;

import dev.rolecall.schemas.avro.GroupState;
import dev.rolecall.schemas.avro.UserState;
import dev.rolecall.views.log.FedView;
import dev.rolecall.views.log.LogRecord;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A view on a file, fed by the test instead of by Kafka. */
public record OpenView(FedView fed, DirectoryView reader) implements AutoCloseable {

  public static OpenView of(Path file) throws Exception {
    return of(file, InstantSource.fixed(Facts.NOON));
  }

  static OpenView of(Path file, InstantSource clock) throws Exception {
    FedView fed = FedView.of(file, Tables.layout(), new DirectoryApplier());
    return new OpenView(fed, new DirectoryView(fed, Duration.ofSeconds(1), clock));
  }

  public OpenView apply(long position, LogRecord... records) throws SQLException {
    fed.apply(position, records);
    return this;
  }

  List<String> userIds(Lookup lookup) {
    return reader.users(Facts.ACME, lookup, Window.MOST).items().stream()
        .map(UserState::getId)
        .toList();
  }

  List<String> groupIds(Lookup lookup) {
    return reader.groups(Facts.ACME, lookup, Window.MOST).items().stream()
        .map(GroupState::getId)
        .toList();
  }

  @Override
  public void close() {
    reader.close();
  }
}
