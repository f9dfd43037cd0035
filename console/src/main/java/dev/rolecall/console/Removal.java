package dev.rolecall.console;

import dev.rolecall.policy.plan.Change;
import dev.rolecall.schemas.avro.Person;
import org.jspecify.annotations.Nullable;

/**
 * A role that a bundle takes away.
 *
 * @param to the lower role that is left; null: none
 */
record Removal(
    String directory,
    String person,
    String userName,
    String tool,
    String scope,
    @Nullable String from,
    @Nullable String to) {

  static Removal of(Person person, Change change) {
    return new Removal(
        change.directory(),
        change.person(),
        person.getUser().getUserName(),
        change.tool(),
        change.scope(),
        change.from(),
        change.to());
  }

  /** Names stay out of logs. */
  @Override
  public String toString() {
    return "Removal[%s/%s, %s:%s]".formatted(directory, person, tool, scope);
  }
}
