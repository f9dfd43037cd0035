package dev.rolecall.processor.directory.decide;

import dev.rolecall.schemas.avro.Person;
import dev.rolecall.schemas.avro.Standing;
import dev.rolecall.schemas.avro.UserState;
import java.util.List;

/** People as resolution sees them: a user with all groups. */
final class Persons {

  private Persons() {}

  /** The person as the state has it. */
  static Person of(UserState user, DirectoryReads reads) {
    Inheritance inherited = Inheritance.of(user.getId(), reads);
    Standing standing = user.getUser().getActive() ? Standing.ACTIVE : Standing.INACTIVE;
    return new Person(
        reads.directory(),
        user.getId(),
        standing,
        user.getUser(),
        inherited.groups(),
        inherited.incomplete());
  }

  /** Kept as a fact: what tools still hold must be taken away on behalf of somebody. */
  static Person deleted(String directory, UserState user) {
    return new Person(directory, user.getId(), Standing.DELETED, user.getUser(), List.of(), false);
  }
}
