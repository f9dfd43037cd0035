package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AccountKey;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.GroupRef;
import dev.rolecall.schemas.avro.Lookup;
import dev.rolecall.schemas.avro.Lowered;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What makes one access of a person differ from another: equal contents are not written twice.
 * Versions, the cause, line numbers, digests of bundles and names of people and groups are no part
 * of it.
 */
public record AccessContent(
    Disposition disposition,
    Account account,
    Set<Cell> cells,
    @Nullable String heldBy,
    Set<Role> adopted) {

  /** How the account is found, made and invited. */
  record Account(
      String key, List<Lookup> find, @Nullable String createAs, @Nullable String email) {}

  /** A grant with the rules that gave it. */
  record Cell(String scope, String role, @Nullable Instant ends, Set<Ground> grounds) {}

  /**
   * A rule, the group through which it reached the person, those that lead to the group, and the
   * cap that left less, with the role that the rule gave.
   */
  record Ground(
      String rule,
      @Nullable String group,
      List<String> path,
      @Nullable String cap,
      @Nullable String cappedFrom) {}

  public static AccessContent of(Access access) {
    return new AccessContent(
        access.getDisposition(),
        account(access.getAccount()),
        access.getGrants().stream().map(AccessContent::cell).collect(Collectors.toSet()),
        access.getHeldBy(),
        Set.copyOf(access.getAdopted()));
  }

  /** The content of what may not be there; nothing equals only nothing. */
  public static @Nullable AccessContent ofNullable(@Nullable Access access) {
    return access == null ? null : of(access);
  }

  /** Account and grants are personal and stay out of logs. */
  @Override
  public String toString() {
    return "AccessContent[" + disposition + ", " + cells.size() + " grants]";
  }

  private static Account account(AccountKey account) {
    return new Account(
        account.getKey(), account.getFind(), account.getCreateAs(), account.getEmail());
  }

  private static Cell cell(Grant grant) {
    return new Cell(
        grant.getScope(),
        grant.getRole(),
        grant.getEnds(),
        grant.getReasons().stream().map(AccessContent::ground).collect(Collectors.toSet()));
  }

  private static Ground ground(Reason reason) {
    @Nullable GroupRef group = reason.getGroup();
    @Nullable Lowered lowered = reason.getLowered();
    return new Ground(
        reason.getRule(),
        group == null ? null : group.getId(),
        reason.getPath().stream().map(GroupRef::getId).toList(),
        lowered == null ? null : lowered.getRule(),
        lowered == null ? null : lowered.getFrom());
  }
}
