package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Effect;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided of one person in one tool.
 *
 * @param proposed as resolution has it
 * @param effects what commands do to groups of the person
 * @param before the access that was written last; null: none
 * @param withheld what was held before; null: nothing
 * @param at by the broker's clock
 * @param adopted what an operator took over of what the person had in the tool
 */
record Case(
    Access proposed,
    List<Effect> effects,
    @Nullable Access before,
    @Nullable Withheld withheld,
    Control control,
    GuardReads reads,
    Instant at,
    List<Role> adopted) {

  Case {
    effects = List.copyOf(effects);
    adopted = List.copyOf(adopted);
  }

  /** One in which nothing more is taken over than was before. */
  Case(
      Access proposed,
      List<Effect> effects,
      @Nullable Access before,
      @Nullable Withheld withheld,
      Control control,
      GuardReads reads,
      Instant at) {
    this(proposed, effects, before, withheld, control, reads, at, adopted(before));
  }

  /** What was taken over belongs to the account: it goes with it. */
  private static List<Role> adopted(@Nullable Access before) {
    if (before == null) {
      return List.of();
    }
    return switch (before.getDisposition()) {
      case CONVERGE, LEAVER -> before.getAdopted();
      case CONFLICT, SUPERSEDED -> List.of();
    };
  }

  String tool() {
    return proposed.getTool();
  }

  String person() {
    return AccessWriter.personOf(proposed);
  }

  RoleOrder order() {
    return reads.order(tool());
  }

  /** What the person has now, as far as it was decided. */
  SortedMap<CellKey, Grant> now() {
    return before != null && before.getDisposition() == Disposition.CONVERGE
        ? Cells.of(before.getGrants(), order())
        : new TreeMap<>();
  }

  /** Whether there is an account that can be taken. */
  boolean hasAccount() {
    return before != null && before.getDisposition() == Disposition.CONVERGE;
  }
}
