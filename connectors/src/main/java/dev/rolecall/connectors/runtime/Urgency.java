package dev.rolecall.connectors.runtime;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Cell;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Origin;
import dev.rolecall.schemas.avro.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who goes first among people waiting for a tool. */
enum Urgency {
  LEAVER,
  /** Loses access. */
  REMOVAL,
  REST,
  /** Nothing is known to be wrong. */
  LOOK;

  /** One place of this many is kept for those who lose access; as many at most are for looks. */
  private static final int SHARE = 4;

  /** How urgent it is to lead a person from a status to an access. */
  static Urgency of(Access access, @Nullable Status status) {
    if (access.getDisposition() == Disposition.LEAVER) {
      return LEAVER;
    }
    boolean loses =
        status != null && status.getCells().stream().anyMatch(cell -> isTaken(cell, access));
    return loses ? REMOVAL : REST;
  }

  /** How many of the places there are for those of this urgency and all that are less urgent. */
  int places(int concurrency) {
    return switch (this) {
      case LEAVER, REMOVAL -> concurrency;
      case REST -> Math.max(1, concurrency - concurrency / SHARE);
      case LOOK -> Math.max(1, concurrency / SHARE);
    };
  }

  /** For metrics. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean takesAccess() {
    return this == LEAVER || this == REMOVAL;
  }

  private static boolean isTaken(Cell cell, Access access) {
    return cell.getOrigin() != Origin.UNEXPLAINED
        && access.getGrants().stream()
            .noneMatch(grant ->
                grant.getScope().equals(cell.getScope()) && grant.getRole().equals(cell.getRole()));
  }
}
