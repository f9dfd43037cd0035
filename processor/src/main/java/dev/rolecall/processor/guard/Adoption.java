package dev.rolecall.processor.guard;

import dev.rolecall.schemas.avro.Access;
import dev.rolecall.schemas.avro.AdoptedPerson;
import dev.rolecall.schemas.avro.AuditEntry;
import dev.rolecall.schemas.avro.AuditType;
import dev.rolecall.schemas.avro.Cause;
import dev.rolecall.schemas.avro.Control;
import dev.rolecall.schemas.avro.Disposition;
import dev.rolecall.schemas.avro.FrozenCell;
import dev.rolecall.schemas.avro.Grant;
import dev.rolecall.schemas.avro.Reason;
import dev.rolecall.schemas.avro.Role;
import dev.rolecall.schemas.avro.Withheld;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Roles that were in a tool before Rolecall, or beside it, and that an operator takes over. From
 * then on they are ours: what access grants as well costs nothing; what no rule gives is as if it
 * had been granted and were no longer, so it meets whatever a removal meets, and is kept in access
 * while it is held.
 */
final class Adoption {

  /** Stands for the rule in the reasons of what is kept only because its removal is held. */
  static final String RULE = "taken over by an operator";

  private static final Reason REASON = NoRule.because(RULE);
  private static final Comparator<Role> ORDER =
      Comparator.comparing(Role::getScope).thenComparing(Role::getRole);

  private final String tool;
  private final GuardReads reads;
  private final Instant at;

  Adoption(String tool, GuardReads reads, Instant at) {
    this.tool = tool;
    this.reads = reads;
    this.at = at;
  }

  GuardDecision decide(AdoptedPerson asked, Cause cause) {
    String person = asked.getPerson();
    @Nullable Access before = reads.access(tool, person);
    @Nullable Control control = reads.control(tool);
    Set<Role> wanted = wanted(asked);
    if (before == null || control == null || before.getDisposition() != Disposition.CONVERGE) {
      return refused(asked, cause, wanted, "the person has no access here that could take it over");
    }
    if (!reads.isReady(tool, before.getDirectory())) {
      return refused(
          asked,
          cause,
          wanted,
          "the directory is still being filled; when it is complete: rolecall directory ready "
              + before.getDirectory());
    }
    @Nullable Withheld withheld = reads.withheld(tool, person);
    wanted.removeAll(before.getAdopted());
    if (wanted.isEmpty()) {
      // The same once more; it was audited then.
      return GuardDecision.NOTHING;
    }
    if (before.getAdopted().size() + wanted.size() > Limits.ADOPTED) {
      return refused(
          asked,
          cause,
          wanted,
          "at most " + Limits.ADOPTED + " roles of one person are taken over");
    }
    if (withheld != null && isHeld(wanted, withheld)) {
      return refused(
          asked,
          cause,
          wanted,
          "something there waits for a decision: rolecall holds; decide first");
    }
    return decide(before, withheld, control, wanted, cause);
  }

  private GuardDecision decide(
      Access before, @Nullable Withheld withheld, Control control, Set<Role> wanted, Cause cause) {
    Access proposed =
        Access.newBuilder(withheld == null ? before : withheld.getProposed())
            .setCause(cause)
            .build();
    List<Grant> more = unexplained(wanted, before);
    List<Grant> grants = new ArrayList<>(before.getGrants());
    grants.addAll(more);
    Access asIfGranted = Access.newBuilder(before).setGrants(grants).build();
    Set<Role> adopted = new TreeSet<>(ORDER);
    adopted.addAll(before.getAdopted());
    adopted.addAll(wanted);
    GuardDecision decided =
        Guard.decide(
            new Case(
                proposed,
                List.of(),
                asIfGranted,
                withheld,
                control,
                reads,
                at,
                List.copyOf(adopted)));
    List<AuditEntry> audit = new ArrayList<>();
    audit.add(
        GuardAudit.ofPerson(
            AuditType.ROLE_ADOPTED,
            cause,
            tool,
            AccessWriter.personOf(before),
            List.copyOf(wanted),
            "taken over: %d roles that rules give, %d that none gives"
                .formatted(wanted.size() - more.size(), more.size()),
            true,
            at));
    audit.addAll(decided.audit());
    return new GuardDecision(decided.records(), decided.writes(), audit);
  }

  private Set<Role> wanted(AdoptedPerson asked) {
    Set<Role> wanted = new TreeSet<>(ORDER);
    asked.getCells().stream()
        .filter(cell -> cell.getTool().equals(tool))
        .forEach(cell -> wanted.add(new Role(cell.getScope(), cell.getRole())));
    return wanted;
  }

  /** Those that are more than access says, as grants that nothing gives. */
  private List<Grant> unexplained(Set<Role> wanted, Access before) {
    RoleOrder order = reads.order(tool);
    List<Grant> unexplained = new ArrayList<>();
    for (Role role : wanted) {
      Grant found = new Grant(role.getScope(), role.getRole(), null, List.of(REASON));
      boolean explained =
          before.getGrants().stream()
              .filter(grant -> grant.getScope().equals(role.getScope()))
              .anyMatch(grant -> CellChange.covers(grant, found, order));
      if (!explained) {
        unexplained.add(found);
      }
    }
    return unexplained;
  }

  /** What is held says what the cell was when it was frozen, which is not what the tool has. */
  private boolean isHeld(Set<Role> wanted, Withheld withheld) {
    RoleOrder order = reads.order(tool);
    Set<CellKey> held = new HashSet<>();
    for (FrozenCell cell : withheld.getCells()) {
      held.add(CellKey.of(cell));
    }
    return withheld.getLeaving() != null
        || wanted.stream()
            .anyMatch(role -> held.contains(CellKey.of(role.getScope(), role.getRole(), order)));
  }

  private GuardDecision refused(AdoptedPerson asked, Cause cause, Set<Role> wanted, String why) {
    return new GuardDecision(
        List.of(),
        List.of(),
        List.of(
            GuardAudit.ofPerson(
                AuditType.ROLE_ADOPTED,
                cause,
                tool,
                asked.getPerson(),
                List.copyOf(wanted),
                why + "; nothing was taken over",
                false,
                at)));
  }
}
