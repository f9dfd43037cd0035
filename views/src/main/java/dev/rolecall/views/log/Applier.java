package dev.rolecall.views.log;

import java.sql.SQLException;

/** Brings one record into the tables. Applying a record again changes nothing. */
public interface Applier {

  /**
   * Applies.
   *
   * @throws RuntimeException when the record cannot be understood; the view stops, because skipping
   *     would be a lie
   */
  void apply(Statements file, LogRecord record) throws SQLException;
}
