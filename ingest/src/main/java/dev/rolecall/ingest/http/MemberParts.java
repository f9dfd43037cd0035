package dev.rolecall.ingest.http;

import dev.rolecall.schemas.avro.Batch;
import dev.rolecall.schemas.avro.ChangeGroup;
import dev.rolecall.schemas.avro.CreateGroup;
import dev.rolecall.schemas.avro.GroupVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Cuts changes of a group into commands that fit one transaction each. The parts of a batch follow
 * each other and are not atomic together: others may change the group between them, and after a
 * failure the first parts stay.
 */
final class MemberParts {

  /**
   * Each member may cost two records of a transaction (edge and person) and audit; a transaction
   * has at most 1,000.
   */
  static final int MOST_MEMBERS = 400;

  private MemberParts() {}

  /** A new group: the first part creates it. */
  static List<SpecificRecord> create(
      String id,
      String displayName,
      @Nullable String externalId,
      Collection<String> members,
      Supplier<String> batchId) {
    List<List<Member>> parts = parts(members, List.of());
    String batch = parts.size() > 1 ? batchId.get() : "";
    List<SpecificRecord> commands = new ArrayList<>();
    for (List<Member> part : parts) {
      Batch place = place(batch, commands.size(), parts.size(), Totals.NONE);
      commands.add(
          commands.isEmpty()
              ? new CreateGroup(id, displayName, externalId, ids(part, true), place)
              : new ChangeGroup(id, null, null, ids(part, true), List.of(), null, place));
    }
    return commands;
  }

  /**
   * A change of a group: its attributes and the client's condition go with the first part. Each
   * part says how much all of them remove, so that whoever judges the first already knows.
   *
   * @param members how many the group has; asked only when there are several parts that remove some
   */
  static List<SpecificRecord> change(
      String id,
      @Nullable String displayName,
      @Nullable String externalId,
      Collection<String> add,
      Collection<String> remove,
      @Nullable GroupVersion onlyIf,
      IntSupplier members,
      Supplier<String> batchId) {
    List<List<Member>> parts = parts(add, remove);
    String batch = parts.size() > 1 ? batchId.get() : "";
    Totals totals =
        parts.size() == 1 || remove.isEmpty()
            ? Totals.NONE
            : Totals.of(members.getAsInt(), remove.size());
    List<SpecificRecord> commands = new ArrayList<>();
    for (List<Member> part : parts) {
      boolean isFirst = commands.isEmpty();
      commands.add(
          new ChangeGroup(
              id,
              isFirst ? displayName : null,
              isFirst ? externalId : null,
              ids(part, true),
              ids(part, false),
              isFirst ? onlyIf : null,
              place(batch, commands.size(), parts.size(), totals)));
    }
    return commands;
  }

  private record Member(String id, boolean isAdded) {}

  /** Of a whole batch, as far as the view knows. */
  private record Totals(int members, int removes) {
    static final Totals NONE = new Totals(0, 0);

    /** Nobody loses more than they have: a PATCH may name strangers. */
    static Totals of(int members, int removes) {
      return new Totals(members, Math.min(members, removes));
    }
  }

  /** Removals first: whoever must lose access does so before anybody gains it. */
  private static List<List<Member>> parts(Collection<String> add, Collection<String> remove) {
    List<Member> all = new ArrayList<>();
    remove.forEach(id -> all.add(new Member(id, false)));
    add.forEach(id -> all.add(new Member(id, true)));
    List<List<Member>> parts = new ArrayList<>();
    for (int from = 0; from == 0 || from < all.size(); from += MOST_MEMBERS) {
      parts.add(all.subList(from, Math.min(from + MOST_MEMBERS, all.size())));
    }
    return parts;
  }

  private static List<String> ids(List<Member> part, boolean isAdded) {
    return part.stream().filter(each -> each.isAdded() == isAdded).map(Member::id).toList();
  }

  private static @Nullable Batch place(String batch, int part, int parts, Totals totals) {
    return parts == 1 ? null : new Batch(batch, part, parts, totals.members(), totals.removes());
  }
}
